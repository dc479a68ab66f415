using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>
/// A head-up display: frames per second, milliseconds of each stage, and both over the last frames as stacked bars. Drawing allocates nothing.
/// </summary>
public sealed class HudGraph : IDisposable
{
    private const float MinimumMilliseconds = 1000 / 60f;

    private readonly GpuContext _context;
    private readonly GpuProgram _program;
    private readonly GpuTexture _atlas;
    private readonly GpuVertexArray _vertices;
    private readonly GpuBuffer _buffer;
    private readonly HudCanvas _canvas;
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

        _context = context;
        _stages = stages.ToArray();
        _frames = new float[history];
        _times = new float[history * _stages.Length];
        _canvas = new HudCanvas(((_stages.Length + 1) * history) + (64 * (_stages.Length + 3)));
        _program = context.Programs.Graphics("vision/overlay/hud.vert", "vision/overlay/hud.frag");
        _atlas = OverlayFont.CreateAtlas(context);
        _vertices = new GpuVertexArray(context, "head-up display");
        _buffer = new GpuBuffer(context, _canvas.Capacity * HudCanvas.Stride, "head-up display", BufferUsageARB.StreamDraw);
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
        float unit = MathF.Max(1, MathF.Round(target.Zoom * 20) / 15);
        Layout(unit, MathF.Round(8 * target.Zoom));
        using (_context.Enter())
        {
            _buffer.Upload(_canvas.Data);
            OverlayPen.Begin(_context, target);
            _vertices.Bind(_buffer, 0, HudCanvas.Stride, HudCanvas.Attributes);
            OverlayPen.Use(_program, target);
            _atlas.Bind(0);
            _context.GL.Uniform1(_program.Uniform("glyphs"), 0);
            _context.GL.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)_canvas.Count);
            _context.Check("drawing the head-up display");
        }
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _vertices.Dispose();
        _buffer.Dispose();
        _atlas.Dispose();
    }

    private static float Known(float milliseconds) => milliseconds >= 0 && milliseconds < 1e6f ? milliseconds : 0;

    // The slot of the frame that many before the newest.
    private int Slot(int age) => (_next - 1 - age + (2 * _frames.Length)) % _frames.Length;

    private void Layout(float unit, float margin)
    {
        float line = 15 * unit, letter = 8 * unit, pad = 5 * unit, width = (26 * letter) + (2 * pad), graph = 4 * line;
        float x = margin + pad, y = margin + pad;
        _canvas.Begin(unit);
        _canvas.Rectangle(margin, margin, width, ((_stages.Length + 1) * line) + graph + (3 * pad), HudCanvas.Panel);
        _canvas.Text(x, y, HudCanvas.White, "", FramesPerSecond, 1, 4, " fps");
        _canvas.Text(x + (12 * letter), y, HudCanvas.White, "", Count > 0 ? _frames[Slot(0)] : 0, 2, 11, " ms");
        for (int i = 0; i < _stages.Length; i++)
        {
            y += line;
            _canvas.Rectangle(x, y + (4 * unit), 8 * unit, 8 * unit, HudCanvas.Stage(i));
            _canvas.Text(x + (2 * letter), y, HudCanvas.White, _stages[i], Mean(i), 2, 24 - Math.Min(_stages[i].Length, 16), "");
        }

        Bars(x, y + line + pad, width - (2 * pad), graph, unit);
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
            _canvas.Rectangle(left, at - tall, right - left, tall, HudCanvas.Rest);
            for (int i = 0; i < _stages.Length; i++)
            {
                tall = Math.Min(_times[(slot * _stages.Length) + i] * perMillisecond, at - y);
                at -= tall;
                _canvas.Rectangle(left, at, right - left, tall, HudCanvas.Stage(i));
            }
        }

        // Sixty frames a second.
        float mark = MathF.Round(y + height - (MinimumMilliseconds * perMillisecond));
        _canvas.Rectangle(x, mark, width, MathF.Max(1, MathF.Round(0.7f * unit)), HudCanvas.Mark);
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
