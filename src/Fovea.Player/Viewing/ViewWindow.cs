using System;
using System.Globalization;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Player.Output;
using Fovea.Training.Data;
using Fovea.Training.Data.Views;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Silk.NET.OpenGL;

namespace Fovea.Player.Viewing;

/// <summary>A dataset in a window: arrow keys go through it, letters switch what is drawn.</summary>
internal sealed class ViewWindow : IDisposable
{
    // Small pictures are enlarged before boxes and names are drawn, so that these stay fine.
    private const int WantedWidth = 960;

    private readonly Terminal _terminal;
    private readonly DatasetView _view;
    private readonly WindowHost _host;
    private readonly GpuContext _context;
    private readonly PictureQuad _quad;
    private GpuTexture? _texture;
    private ViewFrame? _frame;
    private ViewSettings _settings;
    private int _index;
    private int? _framesLeft;
    private bool _isStale = true;

    private ViewWindow(Terminal terminal, DatasetView view, int? frames, ViewSettings settings)
    {
        (_terminal, _view, _framesLeft, _settings) = (terminal, view, frames, settings);
        _host = WindowHost.Open(new WindowHostOptions { Title = "Fovea" });
        try
        {
            _context = GpuContext.Attach(_host.GL);
            _quad = new PictureQuad(_context);
        }
        catch
        {
            _context?.Dispose();
            _host.Dispose();
            throw;
        }

        _host.KeyPressed += Press;
    }

    /// <summary>Shows the dataset until the window closes, or so many frames were drawn.</summary>
    /// <exception cref="HostUnavailableException">No window can be opened.</exception>
    public static int Run(Terminal terminal, DatasetView view, int? frames, ViewSettings settings)
    {
        using var window = new ViewWindow(terminal, view, frames, settings);
        terminal.Note("Arrow keys go on and back, Page Up and Page Down by ten, Home and End to the ends; M masks, B boxes, L labels; Esc ends.");
        window._host.Run(_ => window.Draw());
        return terminal.Stop.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    public void Dispose()
    {
        _texture?.Dispose();
        _quad.Dispose();
        _context.Dispose();
        _host.Dispose();
    }

    private void Draw()
    {
        if (_terminal.Stop.IsCancellationRequested || _framesLeft-- == 0)
        {
            _host.Close();
            return;
        }

        _context.Update();
        if (_isStale)
            Paint();
        (int width, int height) = _host.FramebufferSize;
        if (width < 1 || height < 1)
            return;
        GL gl = _host.GL;
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
        gl.Viewport(0, 0, (uint)width, (uint)height);
        gl.ClearColor(0.09f, 0.09f, 0.1f, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        if (_texture is not null)
            _quad.Draw(new PictureTexture(PixelEncoding.Rgb, _texture), OverlayTarget.Letterbox(width, height, _texture.Width, _texture.Height));
    }

    private void Paint()
    {
        _isStale = false;
        try
        {
            _frame ??= _view.Load(_index);
        }
        catch (Exception e) when (e is DataException or PictureException)
        {
            // The next may be whole.
            _terminal.Note(e.Message);
            _host.Title = string.Create(CultureInfo.InvariantCulture, $"{_index + 1}/{_view.Count} cannot be shown: {e.Message}");
            return;
        }

        int zoom = Math.Clamp(WantedWidth / _frame.Picture.Width, 1, 16);
        Explanation.PictureSketch sketch = ViewPainter.Paint(_frame, _view.Classes, _settings, zoom);
        if (_texture is null || (_texture.Width, _texture.Height) != (sketch.Width, sketch.Height))
        {
            _texture?.Dispose();
            _texture = new GpuTexture(_context, sketch.Width, sketch.Height, GpuTextureFormat.Rgba8, "dataset picture");
        }

        _texture.Upload<byte>(sketch.Rgba);
        _host.Title = string.Create(
            CultureInfo.InvariantCulture, $"{_view.Format} {_index + 1}/{_view.Count}: {_frame.Name}, {_frame.Picture.Width} x {_frame.Picture.Height}, {_frame.Objects.Count} objects");
    }

    private void Press(string key)
    {
        switch (key)
        {
            case "Right" or "Down" or "Space":
                Go(_index + 1);
                break;
            case "Left" or "Up" or "Backspace":
                Go(_index - 1);
                break;
            case "PageDown":
                Go(_index + 10);
                break;
            case "PageUp":
                Go(_index - 10);
                break;
            case "Home":
                Go(0);
                break;
            case "End":
                Go(_view.Count - 1);
                break;
            case "M":
                Show(_settings with { Masks = !_settings.Masks });
                break;
            case "B":
                Show(_settings with { Boxes = !_settings.Boxes });
                break;
            case "L":
                Show(_settings with { Labels = !_settings.Labels });
                break;
            case "Escape":
                _host.Close();
                break;
        }
    }

    private void Go(int index)
    {
        _index = Math.Clamp(index, 0, _view.Count - 1);
        _frame = null;
        _isStale = true;
    }

    private void Show(ViewSettings settings)
    {
        _settings = settings;
        _isStale = true;
    }
}
