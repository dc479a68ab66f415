using System;
using System.Collections.Generic;
using System.IO;
using Fovea.Gpu;

namespace Fovea.Player.Play;

/// <summary>Saves what the window shows, without holding up its frames.</summary>
internal sealed class Screenshots : IDisposable
{
    private readonly GpuContext _context;
    private readonly string _folder;
    private readonly List<string> _paths = new();
    private FrameFiles? _files;
    private Readback<(int Width, int Height)>? _ring;
    private bool _asked;

    /// <summary>Prepares to save into a folder, which is made with the first.</summary>
    public Screenshots(GpuContext context, string folder)
    {
        _context = context;
        _folder = folder;
    }

    /// <summary>Asks for the next frame.</summary>
    public void Ask() => _asked = true;

    /// <summary>Goes on; to be called when a frame is drawn, and before it is shown.</summary>
    public void Update(int width, int height)
    {
        if (_asked && _ring is null)
        {
            _asked = false;
            _ring = new Readback<(int, int)>(_context, 4 * width * height, "screenshot", slots: 1);
            _ring.TryEnqueuePixels(null, 0, 0, width, height, (width, height));
        }

        if (_ring is not null && _ring.TryDequeue(this, static (pixels, size, self) => self.Save(pixels, size.Width, size.Height)))
        {
            _ring.Dispose();
            _ring = null;
        }
    }

    /// <summary>Waits until all are written, and names them.</summary>
    public IReadOnlyList<string> Finish()
    {
        _files?.Finish();
        return _paths;
    }

    public void Dispose()
    {
        _ring?.Dispose();
        _files?.Dispose();
    }

    private void Save(ReadOnlySpan<byte> pixels, int width, int height)
    {
        _files ??= new FrameFiles();
        byte[] copy = _files.Rent(pixels.Length);
        pixels.CopyTo(copy);
        int number = 0;
        string path;
        do
        {
            path = Path.Combine(_folder, $"screenshot_{number++:0000}.png");
        }
        while (File.Exists(path) || _paths.Contains(path));

        _paths.Add(path);
        _files.Write(path, width, height, copy, bottomUp: true);
    }
}
