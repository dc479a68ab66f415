using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Fovea.Capture;

/// <summary>
/// Records frames into a video file through ffmpeg. Frames are copied into a bounded queue that a thread empties into a pipe;
/// the file appears under its name when <see cref="Finish"/> has made it whole.
/// </summary>
public sealed class VideoWriter : IDisposable
{
    private const int QueueLength = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly Stack<byte[]> _free = new();
    private readonly Queue<byte[]> _filled = new();
    private readonly string _path;
    private readonly string _temporary;
    private readonly int _frameBytes;
    private readonly IChild _child;
    private readonly Thread _thread;
    private bool _noMore;
    private bool _broken;
    private bool _closed;

    /// <summary>Starts ffmpeg, which waits for frames.</summary>
    /// <param name="path">The file, replaced if it exists; its ending (.mp4, .mkv, ...) chooses the container.</param>
    /// <param name="width">Width of the frames in pixels; an odd one is padded by a column.</param>
    /// <param name="height">Height of the frames in pixels; an odd one is padded by a row.</param>
    /// <param name="framesPerSecond">The speed at which it will play; more than 0.</param>
    /// <param name="bottomUp">Rows of the frames come from the bottom, as OpenGL reads them back.</param>
    /// <exception cref="CaptureException">The name has no ending, or ffmpeg is missing; the message says what to do.</exception>
    public VideoWriter(string path, int width, int height, double framesPerSecond, bool bottomUp = false)
        : this(path, width, height, framesPerSecond, bottomUp, ChildLauncher.Instance)
    {
    }

    internal VideoWriter(string path, int width, int height, double framesPerSecond, bool bottomUp, IChildLauncher launcher)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (!(framesPerSecond > 0 && framesPerSecond <= 1000))
            throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, "A video plays 0 to 1000 frames a second.");

        string ending = Path.GetExtension(path);
        if (ending.Length < 2)
            throw new CaptureException($"The recording '{path}' has no ending that says its format. Name it as in {path}.mp4.");

        _path = Path.GetFullPath(path);
        _temporary = Path.ChangeExtension(_path, ".partial" + ending);
        _frameBytes = Frame.ByteCount(FrameFormat.Rgba, width, height);
        for (int i = 0; i < QueueLength; i++)
            _free.Push(new byte[_frameBytes]);

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaptureException($"The recording '{path}' cannot be written: its folder cannot be made ({e.Message}).", e);
        }

        bool seekable = ending.Equals(".mp4", StringComparison.OrdinalIgnoreCase) || ending.Equals(".mov", StringComparison.OrdinalIgnoreCase);
        _child = launcher.Start("ffmpeg",
        [
            "-hide_banner", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgba", "-s", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"),
            "-r", framesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
            // Chroma is halved both ways, which takes even sides.
            "-vf", (bottomUp ? "vflip," : "") + "pad=ceil(iw/2)*2:ceil(ih/2)*2",
            "-pix_fmt", "yuv420p", "-preset", "veryfast",
            .. seekable ? (string[])["-movflags", "+faststart"] : [],
            "file:" + _temporary,
        ]);
        _thread = new Thread(Pump) { IsBackground = true, Name = "Fovea recorder" };
        _thread.Start();
    }

    /// <summary>Frames that were taken for recording.</summary>
    public long Written { get; private set; }

    /// <summary>Frames that <see cref="TryWrite"/> refused because the encoder was behind.</summary>
    public long Dropped { get; private set; }

    /// <summary>Records a frame unless the encoder is behind; never waits, so it is fit for a render loop.</summary>
    /// <param name="rgba">Four bytes a pixel; copied before this returns.</param>
    /// <returns>False when the frame was dropped.</returns>
    /// <exception cref="CaptureException">ffmpeg has failed; the message has its last words.</exception>
    public bool TryWrite(ReadOnlySpan<byte> rgba) => Write(rgba, wait: false);

    /// <summary>Records a frame, waiting for the encoder when it is behind.</summary>
    /// <param name="rgba">Four bytes a pixel; copied before this returns.</param>
    /// <exception cref="CaptureException">ffmpeg has failed; the message has its last words.</exception>
    public void Write(ReadOnlySpan<byte> rgba) => Write(rgba, wait: true);

    /// <summary>Encodes what still waits, closes the file and gives it its name.</summary>
    /// <exception cref="CaptureException">ffmpeg has failed; the message has its last words, and no file is left.</exception>
    public void Finish()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        lock (_gate)
        {
            _noMore = true;
            Monitor.PulseAll(_gate);
        }

        int? code = _thread.Join(Patience) ? _child.WaitForExit(Patience) : null;
        // Ctrl-C in a terminal reaches ffmpeg too, which then closes the file in good order.
        bool whole = (code == 0 && !_broken) || (code == FfmpegSource.Interrupted && new FileInfo(_temporary) is { Exists: true, Length: > 0 });
        string tail = _child.ErrorTail;
        if (whole)
            File.Move(_temporary, _path, overwrite: true);
        Dispose();
        if (!whole)
            throw Failed(code, tail);
    }

    /// <summary>Ends ffmpeg; without <see cref="Finish"/> before, the recording is thrown away.</summary>
    public void Dispose()
    {
        if (_closed)
            return;

        _closed = true;
        lock (_gate)
        {
            _noMore = true;
            _filled.Clear();
            Monitor.PulseAll(_gate);
        }

        _child.Kill();
        _thread.Join(Patience);
        _child.Dispose();
        File.Delete(_temporary);
    }

    private bool Write(ReadOnlySpan<byte> rgba, bool wait)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (rgba.Length != _frameBytes)
            throw new ArgumentException($"A frame of this recording has {_frameBytes} bytes, not {rgba.Length}.", nameof(rgba));

        byte[]? buffer;
        bool broken;
        lock (_gate)
        {
            while (wait && _free.Count == 0 && !_broken)
                Monitor.Wait(_gate);
            broken = _broken;
            if (!_free.TryPop(out buffer) && !broken)
            {
                Dropped++;
                return false;
            }
        }

        if (broken)
            return Broken();

        rgba.CopyTo(buffer);
        lock (_gate)
        {
            _filled.Enqueue(buffer!);
            Monitor.PulseAll(_gate);
        }

        Written++;
        return true;
    }

    /// <summary>The pipe broke: a failure, unless ffmpeg was interrupted, as by a Ctrl-C that this program is about to obey too.</summary>
    private bool Broken()
    {
        // What closed its end of the pipe is about to exit, and to say why.
        int? code = _child.WaitForExit(TimeSpan.FromSeconds(10));
        return code == FfmpegSource.Interrupted ? false : throw Failed(code, _child.ErrorTail);
    }

    private void Pump()
    {
        Stream input = _child.Input;
        try
        {
            while (Next() is { } buffer)
            {
                input.Write(buffer);
                lock (_gate)
                {
                    _free.Push(buffer);
                    Monitor.PulseAll(_gate);
                }
            }

            input.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            lock (_gate)
            {
                _broken = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private byte[]? Next()
    {
        lock (_gate)
        {
            while (_filled.Count == 0 && !_noMore)
                Monitor.Wait(_gate);
            return _filled.TryDequeue(out byte[]? buffer) ? buffer : null;
        }
    }

    private CaptureException Failed(int? code, string tail) => new(
        $"The recording '{_path}' failed: ffmpeg " + (code is { } known ? $"ended with exit code {known}" : "does not end")
        + (tail.Length > 0 ? $" and says:{Environment.NewLine}{tail}" : "."));
}
