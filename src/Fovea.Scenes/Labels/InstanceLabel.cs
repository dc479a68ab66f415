namespace Fovea.Scenes.Labels;

/// <summary>What the CPU knows of a labelled object from its geometry alone.</summary>
internal struct InstanceLabel
{
    public uint Id;
    public byte ClassId;
    public string Name;
    public PixelBox AmodalBox;
    public float Truncation;
    public CameraBox Box3D;
    public int FirstKeypoint;
    public int KeypointCount;

    /// <summary>The box around all that can be drawn of it, in pixels: <see cref="AmodalBox"/> while it grows.</summary>
    public PictureExtent Extent;

    /// <summary>The same before distortion, in tangents to the right and down.</summary>
    public PictureExtent Reach;
}
