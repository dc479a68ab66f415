using System;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>A frame on the GPU and in memory, kept for as long as somebody shows it or looks at it.</summary>
internal sealed class FrameSlot : IDisposable
{
    private readonly FrameTextures _textures;
    private Frame? _frame;

    public FrameSlot(GpuContext context) => _textures = new FrameTextures(context);

    /// <summary>How many use it: whoever shows it, and the networks that look at it.</summary>
    public int Users { get; private set; }

    /// <summary>Which frame it holds.</summary>
    public FrameStamp Stamp { get; private set; }

    /// <summary>Its picture on the GPU.</summary>
    public PictureTexture Picture => _textures.Picture!;

    /// <summary>Its picture in memory.</summary>
    public Frame Frame => _frame!;

    /// <summary>Where it comes from.</summary>
    public string From { get; private set; } = "";

    /// <summary>Takes a frame while nobody uses it.</summary>
    public void Fill(Frame frame, long number)
    {
        _frame = frame;
        Stamp = new FrameStamp(number, frame.Time);
        From = frame.Source;
        _textures.Upload(frame);
    }

    /// <summary>Somebody begins to use it.</summary>
    public void Use() => Users++;

    /// <summary>Somebody has done with it.</summary>
    public void Release()
    {
        if (--Users == 0)
            Drop();
    }

    public void Dispose()
    {
        Drop();
        _textures.Dispose();
    }

    private void Drop()
    {
        _frame?.Dispose();
        _frame = null;
    }
}
