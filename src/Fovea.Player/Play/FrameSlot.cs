using System;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>A frame on the GPU, kept for as long as somebody shows it or looks at it.</summary>
internal abstract class FrameSlot : IDisposable
{
    /// <summary>How many use it: whoever shows it, and whoever looks at it.</summary>
    public int Users { get; private set; }

    /// <summary>Which frame it holds.</summary>
    public FrameStamp Stamp { get; protected set; }

    /// <summary>Where it comes from.</summary>
    public string From { get; protected set; } = "";

    /// <summary>When it came in, as the stopwatch counts.</summary>
    public long Arrived { get; protected set; }

    /// <summary>Its picture, as networks see it.</summary>
    public abstract PictureTexture Picture { get; }

    /// <summary>What a person is shown of it.</summary>
    public virtual PictureTexture Shown => Picture;

    /// <summary>Its pixels in memory, RGBA, for networks that the GPU does not compute.</summary>
    public abstract ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Somebody begins to use it.</summary>
    public void Use() => Users++;

    /// <summary>Somebody has done with it.</summary>
    public void Release()
    {
        if (--Users == 0)
            Drop();
    }

    public abstract void Dispose();

    /// <summary>Nobody uses it any more.</summary>
    protected virtual void Drop()
    {
    }
}
