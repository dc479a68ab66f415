using System;

namespace SixLabors.ImageSharp.Processing;

public static class ProcessingExtensions
{
    public static void Mutate(this Image source, Action<IImageProcessingContext> operation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(operation);
        operation(new ImageProcessingContext(source));
    }
}
