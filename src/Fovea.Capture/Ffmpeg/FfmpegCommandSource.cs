using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

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

        // Generators and files give frames as fast as they are asked, which no camera does: most would be dropped.
        if ((input.Contains("lavfi") || input.Any(IsFile)) && !input.Contains("-re"))
            input.Insert(0, "-re");
        bool filtered = input.Contains("-vf") || input.Contains("-filter:v") || input.Contains("-filter_complex");
        _input = filtered ? input : [.. input, .. ColourFilter(options.Format, YuvMatrix.Bt601, null)];
        Start();
    }

    // A device has no length.
    private static bool IsFile(string argument) => File.Exists(argument) && new FileInfo(argument).Length > 0;

    private protected override void Run()
    {
        if (RunFfmpeg(_input) is { } reason)
            throw new CaptureException($"ffmpeg failed on '{Name}':{Environment.NewLine}{reason}");
    }
}
