using System;
using System.Collections.Generic;

namespace Fovea.Capture;

/// <summary>
/// Whatever ffmpeg can read, named by its own arguments, as in <c>-f lavfi -i testsrc2=size=640x480:rate=30</c>, which stands
/// in for a camera. It is live: frames that are not taken in time are dropped.
/// </summary>
public sealed class FfmpegCommandSource : FfmpegSource
{
    private readonly IReadOnlyList<string> _input;

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="arguments">Its input arguments, quoted as for a shell.</param>
    /// <param name="options">The layout of frames; null for the defaults.</param>
    /// <exception cref="CaptureException">There are no arguments or a quote is not closed.</exception>
    public FfmpegCommandSource(string arguments, SourceOptions? options = null)
        : this(arguments, options ?? new SourceOptions(), ChildLauncher.Instance)
    {
    }

    internal FfmpegCommandSource(string arguments, SourceOptions options, IChildLauncher launcher)
        : base("ffmpeg:" + arguments, isLive: true, options, launcher)
    {
        List<string> input = CommandLine.Split(arguments);
        if (!input.Contains("-i"))
        {
            throw new CaptureException(
                $"'ffmpeg:{arguments}' names no input. Give ffmpeg's arguments up to its input, as in: "
                + "ffmpeg:-f lavfi -i testsrc2=size=640x480:rate=30");
        }

        // A generator makes frames as fast as it is asked, which no camera does.
        if (input.Contains("lavfi") && !input.Contains("-re"))
            input.Insert(0, "-re");
        bool filtered = input.Contains("-vf") || input.Contains("-filter:v") || input.Contains("-filter_complex");
        _input = filtered ? input : [.. input, .. ColourFilter(options.Format, YuvMatrix.Bt601, null)];
        Start();
    }

    private protected override void Run()
    {
        if (RunFfmpeg(_input) is { } reason)
            throw new CaptureException($"ffmpeg failed on '{Name}':{Environment.NewLine}{reason}");
    }
}
