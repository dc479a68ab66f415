namespace Fovea.Scenes.Randomizers.Placement;

/// <summary>The shape of the ground that things are put on.</summary>
public enum AreaShape
{
    /// <summary>A rectangle.</summary>
    Rectangle,

    /// <summary>A disc.</summary>
    Disc,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>The top of the box around the mesh beside it.</summary>
    Top,
}
