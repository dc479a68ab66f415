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

    /// <summary>The box around what the rasterizer may draw of it, in its pixels: while it is being found.</summary>
    public PictureExtent Extent;
}
