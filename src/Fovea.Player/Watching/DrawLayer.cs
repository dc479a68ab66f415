namespace Fovea.Player.Watching;

/// <summary>What a watcher draws; what covers more of the picture lies below what covers less.</summary>
internal enum DrawLayer
{
    /// <summary>Another picture in place of the source.</summary>
    Picture,

    /// <summary>A mask over it.</summary>
    Mask,

    /// <summary>Boxes, labels and trails.</summary>
    Marks,

    /// <summary>A panel of text.</summary>
    Panel,
}
