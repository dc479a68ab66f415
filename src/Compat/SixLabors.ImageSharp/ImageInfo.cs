namespace SixLabors.ImageSharp;

/// <summary>What the header of a picture says, read without decoding its pixels.</summary>
public class ImageInfo
{
    internal ImageInfo(int width, int height)
    {
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }
}
