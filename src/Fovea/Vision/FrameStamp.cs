using System;
using System.Numerics;

namespace Fovea.Vision;

/// <summary>Which frame a result belongs to. It travels with the picture and comes back with what was found in it.</summary>
/// <param name="FrameId">The number of the frame.</param>
/// <param name="Time">When it was captured.</param>
/// <param name="CameraPose">Where the camera was then: camera to world, as the host counts it; the identity where nobody says.</param>
public readonly record struct FrameStamp(long FrameId, TimeSpan Time, Matrix4x4 CameraPose)
{
    /// <summary>A frame of a camera that nobody knows the place of.</summary>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    public FrameStamp(long frameId, TimeSpan time)
        : this(frameId, time, Matrix4x4.Identity)
    {
    }
}
