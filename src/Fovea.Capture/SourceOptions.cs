namespace Fovea.Capture;

/// <summary>What is asked of a source; each kind heeds what applies to it.</summary>
public sealed record SourceOptions
{
    /// <summary>The layout of frames from videos and cameras. Pictures are always <see cref="FrameFormat.Rgba"/>.</summary>
    public FrameFormat Format { get; init; } = FrameFormat.Rgba;

    /// <summary>Begin again after the last frame of a video or the last picture of a folder.</summary>
    public bool Loop { get; init; }

    /// <summary>
    /// Play videos and folders at their own speed, as a window wants; a video then drops frames that are not taken in time.
    /// Otherwise every frame is given, as fast as it is taken.
    /// </summary>
    public bool RealTime { get; init; }

    /// <summary>How long each picture of a folder lasts, in seconds; more than 0.</summary>
    public double SecondsPerPicture { get; init; } = 2;

    /// <summary>The width a camera is asked for, in pixels; null leaves it to the camera. Needs <see cref="Height"/>.</summary>
    public int? Width { get; init; }

    /// <summary>The height a camera is asked for, in pixels; null leaves it to the camera. Needs <see cref="Width"/>.</summary>
    public int? Height { get; init; }

    /// <summary>The frames a second a camera is asked for; null leaves it to the camera.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Frames that may wait between reader and loop; null for 1 when live (the newest counts) and 4 when not.</summary>
    public int? QueueLength { get; init; }
}
