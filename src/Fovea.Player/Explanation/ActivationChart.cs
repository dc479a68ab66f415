using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Runtime.Profiling;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Explanation;

/// <summary>
/// Activations over depth: above, how far they spread and how large they get, on a logarithmic scale, layer by layer; below, the share of zeros.
/// </summary>
internal static class ActivationChart
{
    public const int Width = 1200, Height = 560;

    private const float Left = 76, Right = 16, Top = 46, Split = 400, Bottom = 528, Small = 13;

    private static readonly SrgbColor Paper = new(251, 251, 250), Ink = new(34, 38, 43), Faint = new(107, 114, 128), Grid = new(223, 226, 230);
    private static readonly SrgbColor Spread = SrgbColor.Of(0x0072b2), Largest = SrgbColor.Of(0xe69f00), Zeros = SrgbColor.Of(0x56b4e9), Bad = SrgbColor.Of(0xd55e00);

    /// <summary>Draws.</summary>
    public static void Draw(Sketch sketch, ActivationStatistics statistics, string title)
    {
        IReadOnlyList<LayerActivations> layers = statistics.Layers;
        (int low, int high) = Decades(layers);
        sketch.Rectangle(0, 0, Width, Height, Paper);
        sketch.Text(Left, 20, 16, title, Ink);
        Key(sketch);
        for (int decade = low; decade <= high; decade++)
        {
            sketch.Line(Left, Y(decade), Width - Right, Y(decade), 1, Grid);
            if ((high - low) < 12 || (decade - low) % 2 == 0)
                sketch.Text(Left - 8, Y(decade), Small, $"1e{decade}", Faint, right: true);
        }

        sketch.Text(Left - 8, Split + 20, Small, "100 %", Faint, right: true);
        sketch.Text(Left - 8, Bottom, Small, "0 %", Faint, right: true);
        sketch.Line(Left, Bottom, Width - Right, Bottom, 1, Grid);
        float wide = (Width - Left - Right) / Math.Max(1, layers.Count);
        for (int i = 0; i < layers.Count; i++)
        {
            float zeros = (float)layers[i].ZeroShare * (Bottom - Split - 20);
            sketch.Rectangle(Left + (i * wide), Bottom - zeros, Math.Max(0.5f, wide * 0.85f), zeros, Zeros);
            if (!layers[i].IsFinite)
                sketch.Rectangle(Left + (i * wide), Top, Math.Max(1.5f, wide), Split - Top, Bad);
        }

        Curve(l => Math.Max(Math.Abs(l.Least), Math.Abs(l.Most)), Largest, 1.5f);
        Curve(l => l.Deviation, Spread, 2.2f);
        int every = Math.Max(1, (int)Math.Ceiling(layers.Count / 12.0 / 5) * 5);
        for (int i = every; i <= layers.Count; i += every)
            sketch.Text(Left + ((i - 0.5f) * wide) + 8, Bottom + 16, Small, i.ToString(CultureInfo.InvariantCulture), Faint, right: true);

        void Curve(Func<LayerActivations, double> value, SrgbColor color, float thick)
        {
            (float X, float Y)? before = null;
            for (int i = 0; i < layers.Count; i++)
            {
                double v = value(layers[i]);
                // A layer of zeros has no place on a logarithmic scale: the curve has a gap there.
                (float X, float Y)? at = v > 0 && !double.IsInfinity(v) ? (Left + ((i + 0.5f) * wide), Y((float)Math.Log10(v))) : null;
                if (before is { } a && at is { } b)
                    sketch.Line(a.X, a.Y, b.X, b.Y, thick, color);
                else if (at is { } alone)
                    sketch.Line(alone.X, alone.Y, alone.X, alone.Y, 2 * thick, color);
                before = at;
            }
        }

        float Y(float decade) => Split - ((Math.Clamp(decade, low, high) - low) / (high - low) * (Split - Top));
    }

    private static void Key(Sketch sketch)
    {
        float at = Width - Right - 470;
        foreach ((string what, SrgbColor color) in new[] { ("deviation", Spread), ("largest", Largest), ("zeros", Zeros), ("NaN, infinite", Bad) })
        {
            sketch.Rectangle(at, 14, 14, 12, color);
            sketch.Text(at + 20, 20, Small, what, Ink);
            at += 36 + (what.Length * Small * Sketch.Advance);
        }
    }

    private static (int Low, int High) Decades(IReadOnlyList<LayerActivations> layers)
    {
        double[] sizes = layers.SelectMany(l => new[] { l.Deviation, Math.Max(Math.Abs(l.Least), Math.Abs(l.Most)) })
            .Where(v => v > 0 && !double.IsInfinity(v)).Select(Math.Log10).ToArray();
        if (sizes.Length == 0)
            return (-1, 1);
        // Whatever vanishes beyond that is at the lower edge.
        int high = (int)Math.Ceiling(sizes.Max()), low = Math.Max((int)Math.Floor(sizes.Min()), high - 24);
        return (Math.Min(low, high - 2), high);
    }
}
