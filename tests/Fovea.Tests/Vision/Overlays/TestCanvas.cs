using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

/// <summary>A picture of one grey that overlays are drawn into, and read from by column and row from the top left.</summary>
internal sealed class TestCanvas : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuTexture _color;
    private readonly GpuFramebuffer _framebuffer;
    private readonly byte[] _pixels;

    public TestCanvas(GpuContext context, int width, int height)
    {
        _context = context;
        _color = new GpuTexture(context, width, height, GpuTextureFormat.Rgba8, "target");
        _framebuffer = new GpuFramebuffer(_color);
        _pixels = new byte[4 * width * height];
        Target = OverlayTarget.Letterbox(width, height, width, height) with { TopLeftOrigin = true };
    }

    /// <summary>What is drawn to: by default a picture of the canvas's own size.</summary>
    public OverlayTarget Target { get; set; }

    /// <summary>The grey of the picture.</summary>
    public byte Paper { get; init; } = 20;

    public int Width => _color.Width;

    public int Height => _color.Height;

    public SrgbColor this[int x, int y]
    {
        get
        {
            int at = 4 * ((y * Width) + x);
            return new SrgbColor(_pixels[at], _pixels[at + 1], _pixels[at + 2]);
        }
    }

    /// <summary>The pixels that differ from the paper.</summary>
    public IEnumerable<(int X, int Y)> Drawn =>
        Enumerable.Range(0, Width * Height).Where(i => this[i % Width, i / Width] != new SrgbColor(Paper, Paper, Paper)).Select(i => (i % Width, i / Width));

    /// <summary>Asserts that colours are the same but for how blending rounds.</summary>
    public static void AssertNear(SrgbColor expected, SrgbColor actual, int within = 1)
    {
        int difference = Math.Max(Math.Abs(expected.Red - actual.Red), Math.Max(Math.Abs(expected.Green - actual.Green), Math.Abs(expected.Blue - actual.Blue)));
        Assert.True(difference <= within, $"Expected {expected}, not {actual}.");
    }

    /// <summary>Draws over the paper; neither clears nor reads when <paramref name="read"/> is false.</summary>
    public void Draw(Action<OverlayTarget> draw, bool read = true)
    {
        if (read)
            _framebuffer.Clear(Paper / 255f, Paper / 255f, Paper / 255f, 1);
        using (_context.Enter())
        {
            _framebuffer.Bind();
            draw(Target);
        }

        if (!read)
            return;
        _framebuffer.Read(_pixels);
        if (!Target.TopLeftOrigin)
            Flip();
    }

    public void Dispose()
    {
        _framebuffer.Dispose();
        _color.Dispose();
    }

    private void Flip()
    {
        int stride = 4 * Width;
        for (int y = 0; y < Height / 2; y++)
        {
            for (int i = 0; i < stride; i++)
            {
                int a = (y * stride) + i, b = ((Height - 1 - y) * stride) + i;
                (_pixels[a], _pixels[b]) = (_pixels[b], _pixels[a]);
            }
        }
    }
}
