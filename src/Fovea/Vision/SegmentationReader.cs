using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>Reads a label map: the best class of each pixel, and how much of each there is.</summary>
/// <remarks>
/// Where the map has another size than the output, scores are interpolated bilinearly between the centres of the output's pixels, and the
/// best is taken of the interpolated ones.
/// </remarks>
public sealed class SegmentationReader : VisionReader<SegmentationResult>
{
    /// <summary>A reader for a network.</summary>
    /// <param name="options">How its scores are read.</param>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The output is no map of scores, or there are more or fewer labels than classes.</exception>
    public SegmentationReader(SegmenterOptions options, VisionSetup setup)
        : base(new[] { setup.Output(options.Output) })
    {
        Options = options;
        Layout = SegmentationLayout.Of(options, setup, Outputs[0]);
        (Width, Height) = options.MapSize ?? (Layout.Width, Layout.Height);
        if (Width < 1 || Height < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.MapSize, "A label map has at least one pixel.");
        if (options.Soft && (Layout.HoldsClasses || Layout.Channels != 1))
            throw new ModelException($"A soft mask has one score a pixel; the network's output '{Outputs[0]}' is {setup.Types[Outputs[0]]} {setup.Outputs[Outputs[0]]}.");
        if (Layout.Channels == 1 && !Layout.HoldsClasses && options.Labels.Count is not (0 or 2))
        {
            throw new ModelException(
                $"The network's output '{Outputs[0]}' has one score a pixel, which tells background and foreground apart: give two labels, the background's first, not {options.Labels.Count}.");
        }

        Classes = Layout.HoldsClasses ? Math.Max(options.Labels.Count, 1) : Math.Max(Layout.Channels, 2);
        if (Layout.HoldsClasses && options.Labels.Count == 0)
            throw new ModelException($"The network's output '{Outputs[0]}' holds class numbers: how many there are, only labels tell. Give them in the card.");
    }

    /// <summary>The label map's width, in pixels.</summary>
    public int Width { get; }

    /// <summary>The label map's height, in pixels.</summary>
    public int Height { get; }

    internal SegmenterOptions Options { get; }

    internal SegmentationLayout Layout { get; }

    internal int Classes { get; }

    internal int ResultBytes => 4 * (SegmentationResult.HeaderWords + (SegmentationResult.ClassWords * Classes) + (Options.KeepMap ? Width * Height : 0));

    /// <inheritdoc/>
    public override SegmentationResult CreateResult() => new(Width, Height, Classes, Options.Labels, Options.KeepMap);

    /// <inheritdoc/>
    public override VisionPass CreatePass(GpuContext context) => new SegmentationPass(this, context);

    /// <inheritdoc/>
    public override void Read(IReadOnlyList<ReadOnlyMemory<float>> outputs, in VisionFrame frame, SegmentationResult result)
    {
        ReadOnlySpan<float> scores = outputs[0].Span;
        if (scores.Length != Layout.Count)
            throw new ArgumentException($"The map's scores are {Layout.Count} numbers, not {scores.Length}.", nameof(outputs));
        byte[] bytes = new byte[ResultBytes];
        Span<int> words = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
        (words[0], words[1], words[2]) = (Classes, Width, Height);
        ImageMapping mapping = frame.Mapping;
        Span<float> places = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(16, 16));
        (places[0], places[1], places[2], places[3]) = (mapping.ScaleX, mapping.ScaleY, mapping.OffsetX, mapping.OffsetY);
        Box part = PartOf(frame);
        Span<int> areas = words.Slice(SegmentationResult.HeaderWords, SegmentationResult.ClassWords * Classes);
        for (int i = 0; i < Classes; i++)
            (areas[5 * i + 1], areas[5 * i + 2], areas[5 * i + 3], areas[5 * i + 4]) = (int.MaxValue, int.MaxValue, -1, -1);
        var values = new float[Layout.Channels];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                Interpolate(scores, x, y, values);
                words[3] += CountNonFinite(values);
                (int number, float sure, byte first) = Best(values);
                bool inside = x + 0.5f > part.X && y + 0.5f > part.Y && x + 0.5f < part.X + part.Width && y + 0.5f < part.Y + part.Height;
                if (inside)
                    Count(areas.Slice(5 * number, 5), x, y);
                if (Options.KeepMap)
                    words[SegmentationResult.HeaderWords + areas.Length + (y * Width) + x] =
                        first | ((int)MathF.Round(255 * Math.Clamp(sure, 0, 1)) << 8) | ((Options.Soft ? 0 : number >> 8) << 16) | (inside ? 255 << 24 : 0);
            }
        }

        result.Read(bytes, frame.Stamp);
    }

    // Where the picture lies in the map's own pixels: what is outside are bars.
    internal Box PartOf(in VisionFrame frame)
    {
        float across = Width / frame.Mapping.ScaleX, down = Height / frame.Mapping.ScaleY;
        return new Box(-frame.Mapping.OffsetX * across, -frame.Mapping.OffsetY * down, frame.Width * across, frame.Height * down);
    }

    private static void Count(Span<int> area, int x, int y)
    {
        area[0]++;
        (area[1], area[2], area[3], area[4]) = (Math.Min(area[1], x), Math.Min(area[2], y), Math.Max(area[3], x), Math.Max(area[4], y));
    }

    private void Interpolate(ReadOnlySpan<float> scores, int x, int y, float[] values)
    {
        (int stride, int pixel) = Layout.Strides;
        float u = ((x + 0.5f) * Layout.Width / Width) - 0.5f, v = ((y + 0.5f) * Layout.Height / Height) - 0.5f;
        if (Layout.HoldsClasses)
            (u, v) = (MathF.Floor(u + 0.5f), MathF.Floor(v + 0.5f));
        u = Math.Clamp(u, 0, Layout.Width - 1);
        v = Math.Clamp(v, 0, Layout.Height - 1);
        int left = (int)u, top = (int)v, right = Math.Min(left + 1, Layout.Width - 1), bottom = Math.Min(top + 1, Layout.Height - 1);
        float fx = u - left, fy = v - top;
        for (int c = 0; c < values.Length; c++)
        {
            float upper = Mix(scores[(c * stride) + (((top * Layout.Width) + left) * pixel)], scores[(c * stride) + (((top * Layout.Width) + right) * pixel)], fx);
            float lower = Mix(scores[(c * stride) + (((bottom * Layout.Width) + left) * pixel)], scores[(c * stride) + (((bottom * Layout.Width) + right) * pixel)], fx);
            values[c] = Mix(upper, lower, fy);
        }
    }

    // What does not count must not spoil the sum, as NaN would.
    private static float Mix(float a, float b, float share) => share == 0 ? a : (a * (1 - share)) + (b * share);

    // Class, how sure, and what the map's first byte is.
    private (int Class, float Sure, byte First) Best(float[] values)
    {
        if (Layout.HoldsClasses)
        {
            int held = Math.Clamp((int)values[0], 0, Classes - 1);
            return (held, 1, (byte)held);
        }

        if (values.Length == 1)
        {
            float p = Options.Activation == ScoreActivation.None ? values[0] : 1 / (1 + MathF.Exp(-values[0]));
            int foreground = p >= Options.ScoreThreshold ? 1 : 0;
            return (foreground, foreground == 1 ? p : 1 - p, Options.Soft ? (byte)MathF.Round(255 * Math.Clamp(p, 0, 1)) : (byte)foreground);
        }

        int best = 0;
        for (int c = 1; c < values.Length; c++)
            best = values[c] > values[best] ? c : best;
        float sum = 0;
        if (Options.Activation == ScoreActivation.Softmax)
        {
            foreach (float value in values)
                sum += MathF.Exp(value - values[best]);
        }

        float sure = Options.Activation switch
        {
            ScoreActivation.Softmax => 1 / sum,
            ScoreActivation.Sigmoid => 1 / (1 + MathF.Exp(-values[best])),
            _ => values[best],
        };
        return (best, sure, (byte)best);
    }
}
