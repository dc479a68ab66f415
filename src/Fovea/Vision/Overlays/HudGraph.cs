using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;

namespace Fovea.Vision.Overlays;

/// <summary>
/// A head-up display: frames per second, milliseconds of each stage, and both over the last frames as stacked bars. Drawing allocates nothing.
/// </summary>
public sealed class HudGraph : IDisposable
{
    private const float MinimumMilliseconds = 1000 / 60f;

    // Letters across, and those that a name may have: behind it stand seven of a time and a blank.
    private const int Columns = 26, NameColumns = 16;

    private readonly CanvasPainter _painter;
    private readonly OverlayCanvas _canvas;
    private readonly string[] _stages;
    private readonly float[] _frames;
    private readonly float[] _times;
    private int _next;

    /// <summary>Builds the program and room for the history. Do this outside the frame loop.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="stages">The names of the stages, in the order of their times.</param>
    /// <param name="history">How many frames the graph shows.</param>
    public HudGraph(GpuContext context, IReadOnlyList<string> stages, int history = 120)
    {
        if (history < 1)
            throw new ArgumentOutOfRangeException(nameof(history), history, "The graph shows at least one frame.");

        _stages = stages.ToArray();
        _frames = new float[history];
        _times = new float[history * _stages.Length];
        _painter = new CanvasPainter(context, ((_stages.Length + 1) * history) + (64 * (_stages.Length + 4)), "head-up display");
        _canvas = _painter.Canvas;
    }

    /// <summary>How many frames were added, up to the length of the history.</summary>
    public int Count { get; private set; }

    /// <summary>The mean over the last frames, up to thirty of them; 0 before the first.</summary>
    public float FramesPerSecond
    {
        get
        {
            float sum = 0;
            int count = Math.Min(Count, 30);
            for (int i = 0; i < count; i++)
                sum += _frames[Slot(i)];

            return sum > 0 ? 1000 * count / sum : 0;
        }
    }

    /// <summary>
    /// How long it takes from when a picture is captured until it is drawn with its results, in milliseconds; a line more where it is known,
    /// null otherwise.
    /// </summary>
    public float? LatencyMilliseconds { get; set; }

    /// <summary>Adds a frame.</summary>
    /// <param name="frameMilliseconds">From the frame before to this one.</param>
    /// <param name="stageMilliseconds">How long each stage took; not a number or negative where it is not known.</param>
    /// <exception cref="ArgumentException">There are more or fewer times than stages.</exception>
    public void Add(float frameMilliseconds, ReadOnlySpan<float> stageMilliseconds)
    {
        if (stageMilliseconds.Length != _stages.Length)
            throw new ArgumentException($"There are {_stages.Length} stages, not {stageMilliseconds.Length}.", nameof(stageMilliseconds));

        _frames[_next] = Known(frameMilliseconds);
        for (int i = 0; i < _stages.Length; i++)
            _times[(_next * _stages.Length) + i] = Known(stageMilliseconds[i]);

        _next = (_next + 1) % _frames.Length;
        Count = Math.Min(Count + 1, _frames.Length);
    }

    /// <summary>Draws it into the top left of the bound framebuffer.</summary>
    /// <param name="target">Where; the picture's place does not matter.</param>
    public void Draw(in OverlayTarget target)
    {
        _canvas.Begin(target, textHeight: 20);
        Layout(MathF.Round(8 * target.Zoom));
        _painter.Draw(target);
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose() => _painter.Dispose();

    private static float Known(float milliseconds) => milliseconds >= 0 && milliseconds < 1e6f ? milliseconds : 0;

    // The slot of the frame that many before the newest.
    private int Slot(int age) => (_next - 1 - age + (2 * _frames.Length)) % _frames.Length;

    private void Layout(float margin)
    {
        float unit = _canvas.Unit, line = _canvas.Line, letter = _canvas.Letter, pad = 5 * unit, width = (Columns * letter) + (2 * pad), graph = 4 * line;
        float x = margin + pad, y = margin + pad;
        int lines = _stages.Length + (LatencyMilliseconds is null ? 1 : 2);
        _canvas.Rectangle(margin, margin, width, (lines * line) + graph + (3 * pad), OverlayCanvas.Panel);
        Measure(x, y, 4, FramesPerSecond, 1, " fps");
        Measure(x, y, Columns - 3, Count > 0 ? _frames[Slot(0)] : 0, 2, " ms");
        if (LatencyMilliseconds is { } latency)
        {
            y += line;
            _canvas.Text(x, y, 0, OverlayCanvas.White, "capture to drawn");
            Measure(x, y, Columns - 3, latency, 0, " ms");
        }

        for (int i = 0; i < _stages.Length; i++)
        {
            y += line;
            _canvas.Rectangle(x, y + (4 * unit), 8 * unit, 8 * unit, ClassPalette.Of(i).ToVector());
            _canvas.Text(x, y, 2, OverlayCanvas.White, _stages[i], NameColumns);
            Measure(x, y, Columns, Mean(i), 2, "");
        }

        Bars(x, y + line + pad, width - (2 * pad), graph, unit);
    }

    private void Measure(float x, float y, int end, float value, int decimals, string unit)
    {
        end = _canvas.Number(x, y, end, OverlayCanvas.White, value, decimals);
        _canvas.Text(x, y, end, OverlayCanvas.White, unit);
    }

    private void Bars(float x, float y, float width, float height, float unit)
    {
        float highest = MinimumMilliseconds;
        for (int i = 0; i < Count; i++)
            highest = Math.Max(highest, _frames[Slot(i)]);

        float perMillisecond = height / (1.1f * highest), bar = width / _frames.Length;
        for (int age = 0; age < Count; age++)
        {
            int slot = Slot(age);
            float left = MathF.Round(x + width - ((age + 1) * bar)), right = MathF.Round(x + width - (age * bar)), at = y + height;
            float tall = _frames[slot] * perMillisecond;
            _canvas.Rectangle(left, at - tall, right - left, tall, OverlayCanvas.Rest);
            for (int i = 0; i < _stages.Length; i++)
            {
                tall = Math.Min(_times[(slot * _stages.Length) + i] * perMillisecond, at - y);
                at -= tall;
                _canvas.Rectangle(left, at, right - left, tall, ClassPalette.Of(i).ToVector());
            }
        }

        // Sixty frames a second.
        float mark = MathF.Round(y + height - (MinimumMilliseconds * perMillisecond));
        _canvas.Rectangle(x, mark, width, MathF.Max(1, MathF.Round(0.7f * unit)), OverlayCanvas.Mark);
    }

    // Over the last frames in which the stage ran: not every frame of a window brings a new picture.
    private float Mean(int stage)
    {
        float sum = 0;
        int runs = 0;
        for (int i = 0; i < Count && runs < 30; i++)
        {
            float time = _times[(Slot(i) * _stages.Length) + stage];
            sum += time;
            runs += time > 0 ? 1 : 0;
        }

        return runs > 0 ? sum / runs : 0;
    }
}
