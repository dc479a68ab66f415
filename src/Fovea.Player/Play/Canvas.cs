using System;
using Fovea.Gpu;
using Fovea.Player.Watching;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Play;

/// <summary>A picture in memory to draw into, rows from the top.</summary>
internal sealed class Canvas : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuTexture _texture;
    private readonly GpuFramebuffer _framebuffer;

    public Canvas(GpuContext context, int width, int height)
    {
        _context = context;
        _texture = new GpuTexture(context, width, height, GpuTextureFormat.Rgba8, "canvas");
        _framebuffer = new GpuFramebuffer(_texture);
    }

    public int Width => _texture.Width;

    public int Height => _texture.Height;

    /// <summary>The bytes of its pixels.</summary>
    public int Bytes => 4 * Width * Height;

    /// <summary>Draws the pipeline's picture as large as it fits.</summary>
    public void Draw(Pipeline pipeline, DrawSettings settings)
    {
        PictureTexture picture = pipeline.Picture!;
        OverlayTarget target = OverlayTarget.Letterbox(Width, Height, picture.Width, picture.Height) with { TopLeftOrigin = true };
        using (_context.Enter())
        {
            _framebuffer.Clear(0, 0, 0, 1);
            _framebuffer.Bind();
            pipeline.Draw(target, settings);
        }
    }

    /// <summary>Waits for the pixels.</summary>
    public void Read(Span<byte> rgba) => _framebuffer.Read(rgba);

    /// <summary>Begins to bring the pixels, unless the ring is full.</summary>
    public bool TryRead<TToken>(Readback<TToken> ring, TToken token) => ring.TryEnqueuePixels(_framebuffer, 0, 0, Width, Height, token);

    public void Dispose()
    {
        _framebuffer.Dispose();
        _texture.Dispose();
    }
}
