using System;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>The textures that hold one frame of a source. They are made anew only when a frame of another size or layout comes.</summary>
internal sealed class FrameTextures : IDisposable
{
    private readonly GpuContext _context;
    private GpuTexture[] _planes = [];
    private FrameFormat _format;
    private YuvMatrix _matrix;
    private int _width;
    private int _height;

    public FrameTextures(GpuContext context) => _context = context;

    /// <summary>The picture as it was last uploaded.</summary>
    public PictureTexture? Picture { get; private set; }

    /// <summary>Brings a frame to the GPU.</summary>
    public void Upload(Frame frame)
    {
        if (Picture is null || (frame.Width, frame.Height, frame.Format, frame.Matrix) != (_width, _height, _format, _matrix))
            Allocate(frame);
        ReadOnlySpan<byte> pixels = frame.Pixels;
        foreach (GpuTexture plane in _planes)
        {
            plane.Upload(pixels[..(int)plane.Size]);
            pixels = pixels[(int)plane.Size..];
        }
    }

    public void Dispose()
    {
        foreach (GpuTexture plane in _planes)
            plane.Dispose();
        _planes = [];
        Picture = null;
    }

    private void Allocate(Frame frame)
    {
        Dispose();
        int largest = _context.Limits.MaxTextureSize;
        if (frame.Width > largest || frame.Height > largest)
            throw new CaptureException($"{frame.Source} is {frame.Width} x {frame.Height} pixels; this device takes pictures of up to {largest} pixels a side. Make it smaller.");
        (_width, _height, _format, _matrix) = (frame.Width, frame.Height, frame.Format, frame.Matrix);
        int halfWidth = (_width + 1) / 2, halfHeight = (_height + 1) / 2;
        _planes = _format switch
        {
            FrameFormat.Nv12 =>
            [
                Plane(_width, _height, GpuTextureFormat.R8, "luma"),
                Plane(halfWidth, halfHeight, GpuTextureFormat.Rg8, "chroma"),
            ],
            FrameFormat.I420 =>
            [
                Plane(_width, _height, GpuTextureFormat.R8, "luma"),
                Plane(halfWidth, halfHeight, GpuTextureFormat.R8, "Cb"),
                Plane(halfWidth, halfHeight, GpuTextureFormat.R8, "Cr"),
            ],
            _ => [Plane(_width, _height, GpuTextureFormat.Rgba8, "picture")],
        };
        PixelEncoding encoding = _format switch
        {
            FrameFormat.Nv12 => PixelEncoding.Nv12,
            FrameFormat.I420 => PixelEncoding.I420,
            _ => PixelEncoding.Rgb,
        };
        Picture = new PictureTexture(encoding, _planes[0])
        {
            Plane1 = _planes.Length > 1 ? _planes[1] : null,
            Plane2 = _planes.Length > 2 ? _planes[2] : null,
            Matrix = _matrix == YuvMatrix.Bt709 ? ColorMatrix.Bt709 : ColorMatrix.Bt601,
        };
    }

    private GpuTexture Plane(int width, int height, GpuTextureFormat format, string name) =>
        new(_context, width, height, format, "frame " + name);
}
