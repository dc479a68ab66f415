using Fovea.Vision;

namespace Fovea.Training.Data;

/// <summary>An object that people marked in a picture.</summary>
/// <param name="Box">Where, in pixels from the picture's top left.</param>
/// <param name="Class">The number of its class, from 0.</param>
/// <param name="Area">
/// Its area in square pixels, by which it counts as small, medium or large: COCO gives that of the outline, which is less than the box's. By
/// default the box's.
/// </param>
/// <param name="IsCrowd">
/// Whether the box holds many objects that nobody told apart. Nothing has to be found there, and what is found there is not wrong.
/// </param>
public readonly record struct ObjectLabel(Box Box, int Class, double? Area = null, bool IsCrowd = false)
{
    /// <summary><see cref="Area"/>, or the area of the box.</summary>
    internal double Size => Area ?? (double)Box.Width * Box.Height;
}
