using System;
using System.Numerics;

namespace Fovea.Vision;

/// <summary>What a network saw in one frame. Made once and used again for every frame.</summary>
public abstract class VisionResult
{
    /// <summary>The frame it belongs to.</summary>
    public FrameStamp Stamp { get; private set; } = new(0, TimeSpan.Zero);

    /// <summary>The number of that frame.</summary>
    public long FrameId => Stamp.FrameId;

    /// <summary>When that frame was captured.</summary>
    public TimeSpan Time => Stamp.Time;

    /// <summary>Where the camera was then.</summary>
    public Matrix4x4 CameraPose => Stamp.CameraPose;

    /// <summary>
    /// How many of the network's numbers (of a detector: candidates) were NaN or infinite. They never become results; more than a few say that
    /// the network does not work, as its numbers have left the range of its arithmetic or its weights are damaged.
    /// </summary>
    public int NonFinite { get; internal set; }

    /// <summary>Forgets everything, and names the frame that what follows belongs to.</summary>
    /// <param name="stamp">The frame.</param>
    public virtual void Begin(FrameStamp stamp) => (Stamp, NonFinite) = (stamp, 0);

    /// <summary>Begins with a count of numbers that are none.</summary>
    internal void Begin(FrameStamp stamp, int nonFinite)
    {
        Begin(stamp);
        NonFinite = nonFinite;
    }

    /// <summary>Takes the bytes that the GPU form of its task wrote.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="stamp">The frame they belong to.</param>
    /// <exception cref="ArgumentException">The bytes are no such result.</exception>
    public abstract void Read(ReadOnlySpan<byte> data, FrameStamp stamp);

    /// <summary>Becomes a copy of another result of the same kind and size.</summary>
    /// <param name="other">The other.</param>
    /// <exception cref="ArgumentException">It is of another kind or size.</exception>
    public abstract void CopyFrom(VisionResult other);
}
