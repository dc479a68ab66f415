using System;
using System.Collections.Generic;
using System.IO;

namespace Fovea.Capture;

/// <summary>
/// A video file. Every frame is given, as fast as it is taken; with <see cref="SourceOptions.RealTime"/> it plays at its own
/// speed instead, and frames that are not taken in time are dropped.
/// </summary>
public sealed class VideoSource : FfmpegSource
{
    /// <summary>Where a file does not say, players take this height and above for high definition.</summary>
    private const int HighDefinition = 720;

    private readonly List<string> _input = [];

    /// <summary>Opens a video.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Layout of frames, loop and pace; null for the defaults.</param>
    /// <exception cref="CaptureException">It is missing, or no video that ffmpeg can read; or ffmpeg is missing.</exception>
    public VideoSource(string path, SourceOptions? options = null)
        : this(path, options ?? new SourceOptions(), ChildLauncher.Instance)
    {
    }

    internal VideoSource(string path, SourceOptions options, IChildLauncher launcher)
        : base(path, isLive: options.RealTime, options, launcher)
    {
        Info = VideoInfo.Of(path, launcher);
        YuvMatrix guess = Info.Height >= HighDefinition ? YuvMatrix.Bt709 : YuvMatrix.Bt601;
        Matrix = Info.Matrix ?? guess;
        if (options.RealTime)
            _input.Add("-re");
        if (options.Loop)
            _input.AddRange(["-stream_loop", "-1"]);
        // The protocol is named so that a colon in a file's name is not taken for one.
        _input.AddRange(["-i", "file:" + Path.GetFullPath(path), "-map", "0:v:0", "-r", Info.Rate]);
        _input.AddRange(ColourFilter(options.Format, Matrix, Info.Matrix == null ? guess : null));
        Start();
    }

    /// <summary>Size, rate and length as the file says.</summary>
    public VideoInfo Info { get; }

    private protected override TimeSpan TimeOf(long index) => TimeSpan.FromSeconds(index / Info.FramesPerSecond);

    private protected override void Run()
    {
        if (RunFfmpeg(_input) is { } reason)
            throw new CaptureException($"The video '{Name}' cannot be read. ffmpeg says:{Environment.NewLine}{reason}");
    }
}
