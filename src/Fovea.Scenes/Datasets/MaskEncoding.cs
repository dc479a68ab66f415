namespace Fovea.Scenes.Datasets;

/// <summary>How a format that lists objects tells the shape of each.</summary>
public enum MaskEncoding
{
    /// <summary>Not at all: boxes only.</summary>
    None,

    /// <summary>COCO's compressed run lengths: exact, holes and parts included.</summary>
    RunLengths,

    /// <summary>Polygons along the edges of pixels: exact too.</summary>
    Polygons,
}
