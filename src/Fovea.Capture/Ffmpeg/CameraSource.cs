using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Fovea.Capture;

/// <summary>
/// A camera, by its number. When it vanishes after it has worked, it is tried again after 0.5, 1, 2, 4 and then every 8
/// seconds, and <see cref="QueuedSource.Status"/> says so.
/// </summary>
public sealed class CameraSource : FfmpegSource
{
    private const int Doublings = 4;

    private readonly TimeSpan _firstPause;
    private readonly Func<IReadOnlyList<string>> _arguments;
    private readonly Func<string> _found;
    private bool _worked;
    private int _failures;

    /// <summary>Opens a camera.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="options">Layout, size and rate; null for the defaults.</param>
    /// <exception cref="CaptureException">There is no such camera, or no ffmpeg; the message lists the cameras there are.</exception>
    public CameraSource(int number, SourceOptions? options = null)
        : this(Existing(number), options ?? new SourceOptions(), ChildLauncher.Instance, TimeSpan.FromSeconds(0.5), null)
    {
    }

    /// <summary>For tests: a launcher, a back-off and a list of cameras of their own.</summary>
    internal CameraSource(int number, SourceOptions options, IChildLauncher launcher, TimeSpan firstPause, string? found)
        : base(string.Create(CultureInfo.InvariantCulture, $"camera:{number}"), isLive: true, options, launcher)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        _firstPause = firstPause;
        _found = () => found ?? CameraDevices.Describe(CameraDevices.List(launcher));
        _arguments = () => [.. CameraDevices.Arguments(number, options, launcher), .. ColourFilter(options.Format, YuvMatrix.Bt601, null)];
        Start();
    }

    /// <summary>How often the camera came back after it had vanished.</summary>
    public int Reconnections { get; private set; }

    /// <summary>Where the system tells cameras by files, a missing one is known before ffmpeg is started.</summary>
    private static int Existing(int number)
    {
        if (!OperatingSystem.IsLinux() || File.Exists(string.Create(CultureInfo.InvariantCulture, $"/dev/video{number}")))
            return number;

        string found = CameraDevices.Describe(CameraDevices.List(ChildLauncher.Instance));
        throw new CaptureException($"There is no camera:{number}: /dev/video{number} does not exist. {found}");
    }

    private protected override void OnFrame()
    {
        if (_failures > 0)
        {
            Reconnections++;
            _failures = 0;
            Status = null;
        }

        _worked = true;
    }

    private protected override void Run()
    {
        while (!Stop.IsCancellationRequested)
        {
            string reason = RunFfmpeg(_arguments()) ?? "it sends no more pictures";
            if (Stop.IsCancellationRequested)
                return;
            if (!_worked)
                throw new CaptureException($"{Name} cannot be opened. {_found()} ffmpeg says:{Environment.NewLine}{reason}");

            TimeSpan pause = _firstPause * (1 << Math.Min(_failures, Doublings));
            _failures++;
            string why = reason.ReplaceLineEndings(" ");
            Status = string.Create(CultureInfo.InvariantCulture, $"{Name} is gone ({why}); trying again in {pause.TotalSeconds:0.###} s.");
            if (!Pause(pause))
                return;
        }
    }
}
