namespace Fovea.Scenes.Datasets;

/// <summary>What kind of file a dataset's pictures are. Labels are always PNG.</summary>
public enum PictureEncoding
{
    /// <summary>Without loss.</summary>
    Png,

    /// <summary>Smaller, and slower to write here, with loss.</summary>
    Jpeg,
}
