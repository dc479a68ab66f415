namespace SixLabors.ImageSharp.Processing;

/// <summary>Works on its image at once.</summary>
internal sealed class ImageProcessingContext : IImageProcessingContext
{
    public ImageProcessingContext(Image image) => Image = image;

    public Image Image { get; }
}
