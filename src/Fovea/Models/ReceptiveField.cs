using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Fovea.Models;

/// <summary>
/// How much of the network's input one element of a layer's output sees, and how far apart neighbours look, per spatial
/// axis (height, width). Borders are not taken into account: near them, part of the field lies in the padding.
/// </summary>
/// <param name="Size">The extent in input pixels; infinite where it is the whole axis, whatever its length.</param>
/// <param name="Stride">The distance in input pixels between what neighbouring elements see; below 1 after upsampling.</param>
public sealed record ReceptiveField(IReadOnlyList<double> Size, IReadOnlyList<double> Stride)
{
    /// <summary>Whether every element sees the whole input, as after a global pooling or a dense layer.</summary>
    public bool SeesAll => Size.Count > 0 && Size.All(double.IsPositiveInfinity);

    /// <summary>The extent for people, as <c>101x101</c>; <c>all</c> stands for a whole axis.</summary>
    public override string ToString() => SeesAll ? "all" : string.Join("x", Size.Select(Text));

    private static string Text(double size) =>
        double.IsPositiveInfinity(size) ? "all" : Math.Ceiling(size).ToString(CultureInfo.InvariantCulture);
}
