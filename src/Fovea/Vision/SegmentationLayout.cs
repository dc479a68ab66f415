using System;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>How a segmentation network's output lies: one score a class and pixel, or the class of each pixel.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Channels">Scores a pixel; 1 too where the output holds classes.</param>
/// <param name="ChannelsLast">Whether a pixel's scores lie side by side.</param>
/// <param name="HoldsClasses">Whether the output is the class itself, as whole numbers.</param>
internal readonly record struct SegmentationLayout(int Width, int Height, int Channels, bool ChannelsLast, bool HoldsClasses)
{
    public int Count => Width * Height * Channels;

    /// <summary>Words from one channel to the next, and from one pixel to the next.</summary>
    public (int Channel, int Pixel) Strides => ChannelsLast ? (1, Channels) : (Width * Height, 1);

    public static SegmentationLayout Of(SegmenterOptions options, VisionSetup setup, string output)
    {
        Shape shape = setup.Outputs[output];
        bool holdsClasses = setup.Types[output] != ElementType.Float;
        if (setup.Types[output] is ElementType.Float16 or ElementType.Double or ElementType.BFloat16)
            throw new ModelException($"Scores are read as floats; '{output}' is {setup.Types[output]}.");
        int labels = options.Labels.Count;
        if (shape.Rank is < 2 or > 4 || (shape.Rank > 2 && shape[0] != 1))
            throw Wrong(output, shape);
        if (shape.Rank < 4)
        {
            int first = shape.Rank == 3 ? 1 : 0;
            return new SegmentationLayout(shape[first + 1], shape[first], 1, false, holdsClasses);
        }

        bool last = options.ChannelsLast ?? (shape[3] != shape[1] && (shape[3] == labels || (shape[1] != labels && shape[3] < shape[1])));
        SegmentationLayout layout = last
            ? new SegmentationLayout(shape[2], shape[1], shape[3], true, holdsClasses)
            : new SegmentationLayout(shape[3], shape[2], shape[1], false, holdsClasses);
        if (layout.HoldsClasses && layout.Channels != 1)
            throw Wrong(output, shape);
        if (layout.Channels > 1 && labels > 0 && labels != layout.Channels)
            throw new ModelException($"There are {labels} labels, but the network's output '{output}' {shape} has {layout.Channels} classes.");
        return layout;
    }

    private static ModelException Wrong(string output, Shape shape) => new(
        $"A segmentation network's output is a score for each class and pixel, [1, classes, H, W] or [1, H, W, classes], or the class of each " +
        $"pixel, [1, H, W]; '{output}' is {shape}. Is this network of another task?");
}
