using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>The anchors of single-shot detectors: boxes that a network's own are relative to.</summary>
/// <remarks>
/// Either all of them in the parameter <c>anchors</c>, each its centre's x and y, its width and its height in 0 .. 1; or made for a grid of cells
/// for each of <c>strides</c>, in rows from the top left, those of a cell side by side: of each width in <c>sizes</c>, a list for each stride in
/// input pixels, a square one, and after these of the list's first width s one for each ratio r in <c>ratios</c>, a list for each stride: s * sqrt(r)
/// wide and s / sqrt(r) high. Centres are at (g + 0.5) * stride, as a share of the input; with <c>clip</c> the numbers are kept in 0 .. 1.
/// </remarks>
public static class SsdAnchors
{
    /// <summary>Makes the anchors that the parameters tell.</summary>
    /// <param name="setup">The network.</param>
    /// <returns>Centre's x and y, width and height of each, in 0 .. 1.</returns>
    /// <exception cref="ModelException">The parameters tell no anchors.</exception>
    public static float[] Of(DecoderSetup setup)
    {
        DecoderParameters parameters = setup.Parameters;
        if (parameters.Has("anchors"))
            return Given(parameters.Table("anchors", Array.Empty<double[]>()));
        if (!parameters.Has("sizes"))
        {
            throw new ModelException(
                "The network's boxes are relative to anchors, which its file does not hold. Give them in the decoder's parameter 'anchors', or give 'strides', " +
                "'sizes' and 'ratios'; set 'encoded' to false for a network whose graph decodes its boxes.");
        }

        return Of(setup, parameters.Table("sizes", Array.Empty<double[]>()), false, 8, 16, 32, 64);
    }

    /// <summary>Makes anchors on grids.</summary>
    /// <param name="setup">The network.</param>
    /// <param name="sizes">Widths in input pixels, a list for each stride.</param>
    /// <param name="clip">Whether the numbers are kept in 0 .. 1 unless the parameter <c>clip</c> says otherwise.</param>
    /// <param name="strides">The cells' sizes unless the parameter <c>strides</c> says otherwise.</param>
    internal static float[] Of(DecoderSetup setup, IReadOnlyList<IReadOnlyList<double>> sizes, bool clip, params int[] strides)
    {
        bool clips = setup.Parameters.Flag("clip", clip);
        IReadOnlyList<GridLevel> levels = GridLevel.Of(setup, strides);
        IReadOnlyList<IReadOnlyList<double>> ratios = setup.Parameters.Table("ratios", sizes.Select(_ => Array.Empty<double>()).ToArray());
        if (sizes.Count != levels.Count || ratios.Count != levels.Count || sizes.Any(s => s.Count == 0))
        {
            throw new ModelException(
                $"The decoder has {levels.Count} strides, {sizes.Count} lists of sizes and {ratios.Count} lists of ratios. Give one list for each stride; " +
                "sizes cannot be empty.");
        }

        var anchors = new List<float>();
        for (int i = 0; i < levels.Count; i++)
        {
            (double Width, double Height)[] boxes = sizes[i].Select(s => (s, s))
                .Concat(ratios[i].Select(r => (sizes[i][0] * Math.Sqrt(r), sizes[i][0] / Math.Sqrt(r)))).ToArray();
            for (int cell = 0; cell < levels[i].Cells; cell++)
            {
                double x = ((cell % levels[i].Columns) + 0.5) * levels[i].Stride, y = ((cell / levels[i].Columns) + 0.5) * levels[i].Stride;
                foreach ((double width, double height) in boxes)
                {
                    double[] values = { x / setup.InputWidth, y / setup.InputHeight, width / setup.InputWidth, height / setup.InputHeight };
                    anchors.AddRange(values.Select(v => (float)(clips ? Math.Clamp(v, 0, 1) : v)));
                }
            }
        }

        return anchors.ToArray();
    }

    private static float[] Given(IReadOnlyList<IReadOnlyList<double>> anchors)
    {
        int wrong = anchors.TakeWhile(a => a.Count == 4).Count();
        return wrong == anchors.Count
            ? anchors.SelectMany(a => a).Select(v => (float)v).ToArray()
            : throw new ModelException(
                $"Anchor {wrong} in the decoder's parameter 'anchors' has {anchors[wrong].Count} numbers; it takes four: the centre's x and y, width and height.");
    }
}
