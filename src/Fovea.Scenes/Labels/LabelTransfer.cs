namespace Fovea.Scenes.Labels;

/// <summary>Where the parts of a frame lie in the memory that brings them to the CPU. Each begins where shaders may bind a buffer.</summary>
internal readonly struct LabelTransfer
{
    private const int Alignment = 256;

    public LabelTransfer(int width, int height, LabelParts parts, int measureBytes)
    {
        (Width, Height, Parts) = (width, height, parts);
        long end = 0;
        Measures = Place(Has(LabelParts.Objects), measureBytes, ref end);
        MeasureBytes = Has(LabelParts.Objects) ? measureBytes : 0;
        Color = Place(Has(LabelParts.Color), 4L * width * height, ref end);
        Identity = Place(Has(LabelParts.Identity), 4L * width * height, ref end);
        Depth = Place(Has(LabelParts.Depth), 4L * width * height, ref end);
        Normals = Place(Has(LabelParts.Normals), 4L * width * height, ref end);
        Flow = Place(Has(LabelParts.Flow), 8L * width * height, ref end);
        Bytes = end;
    }

    public int Width { get; }

    public int Height { get; }

    public LabelParts Parts { get; }

    public int MeasureBytes { get; }

    public long Measures { get; }

    public long Color { get; }

    public long Identity { get; }

    public long Depth { get; }

    /// <summary>As the GPU has them: octahedral, two signed fractions of 16 bits; both the least number for the sky.</summary>
    public long Normals { get; }

    public long Flow { get; }

    /// <summary>Bytes of all parts.</summary>
    public long Bytes { get; }

    public int Pixels => Width * Height;

    public bool Has(LabelParts part) => (Parts & part) != 0;

    private static long Place(bool wanted, long bytes, ref long end)
    {
        long at = end;
        if (wanted)
            end += (bytes + Alignment - 1) / Alignment * Alignment;
        return at;
    }
}
