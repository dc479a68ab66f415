using System;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>A frame of a camera, a video or a picture: in memory as it came, and on the GPU.</summary>
internal sealed class CapturedSlot : FrameSlot
{
    private readonly FrameTextures _textures;
    private Frame? _frame;

    public CapturedSlot(GpuContext context) => _textures = new FrameTextures(context);

    public override PictureTexture Picture => _textures.Picture!;

    public override ReadOnlyMemory<byte> Pixels => _frame!.Memory;

    /// <summary>Takes a frame while nobody uses it.</summary>
    public void Fill(Frame frame, long number)
    {
        _frame = frame;
        Stamp = new FrameStamp(number, frame.Time);
        (From, Arrived) = (frame.Source, frame.Arrived);
        _textures.Upload(frame);
    }

    public override void Dispose()
    {
        Drop();
        _textures.Dispose();
    }

    protected override void Drop()
    {
        _frame?.Dispose();
        _frame = null;
    }
}
