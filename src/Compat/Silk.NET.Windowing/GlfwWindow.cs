using System;
using System.Diagnostics;
using Silk.NET.Core.Contexts;
using Silk.NET.GLFW;
using Silk.NET.Maths;

namespace Silk.NET.Windowing;

/// <summary>A window of GLFW.</summary>
internal sealed class GlfwWindow : IWindow
{
    private readonly Stopwatch _sinceUpdate = new();
    private readonly Stopwatch _sinceRender = new();

    // GLFW keeps only the addresses of callbacks, so the delegates have to live as long as the window does.
    private readonly Glfw.SizeCallback _onFramebufferSize;

    private WindowOptions _options;
    private nint _handle;
    private GlfwContext? _context;
    private bool _swapIntervalSet;
    private bool _inLoop;

    internal GlfwWindow(WindowOptions options)
    {
        _options = options;
        _onFramebufferSize = (_, width, height) => FramebufferResize?.Invoke(new Vector2D<int>(width, height));
    }

    public event Action<double>? Update;

    public event Action<double>? Render;

    public event Action<Vector2D<int>>? FramebufferResize;

    public IGLContext? GLContext => _context;

    public nint Handle => _handle;

    public bool IsInitialized => _handle != 0;

    public bool IsClosing
    {
        get => _handle == 0 || Glfw.WindowShouldClose(_handle) != 0;
        set
        {
            if (_handle != 0)
                Glfw.SetWindowShouldClose(_handle, value ? 1 : 0);
        }
    }

    public string Title
    {
        get => _options.Title;
        set
        {
            _options.Title = value;
            if (_handle != 0)
                Glfw.SetWindowTitle(_handle, value);
        }
    }

    public Vector2D<int> Size
    {
        get
        {
            if (_handle == 0)
                return _options.Size;
            Glfw.GetWindowSize(_handle, out int width, out int height);
            return new Vector2D<int>(width, height);
        }

        set
        {
            _options.Size = value;
            if (_handle != 0)
                Glfw.SetWindowSize(_handle, value.X, value.Y);
        }
    }

    public Vector2D<int> FramebufferSize
    {
        get
        {
            if (_handle == 0)
                return default;
            Glfw.GetFramebufferSize(_handle, out int width, out int height);
            return new Vector2D<int>(width, height);
        }
    }

    public void Initialize()
    {
        if (_handle != 0)
            return;
        SetHints();
        nint handle = Glfw.CreateWindow(_options.Size.X, _options.Size.Y, _options.Title, 0, 0);
        if (handle == 0)
            throw new GlfwException(Glfw.TakeError());
        _handle = handle;
        _context = new GlfwContext(handle);
        Glfw.SetFramebufferSizeCallback(handle, _onFramebufferSize);
        _context.MakeCurrent();
        _sinceUpdate.Restart();
        _sinceRender.Restart();
    }

    // As in the package, what leaves an event by an exception leaves the window inside its loop.
    public void DoEvents()
    {
        _inLoop = true;
        Glfw.PollEvents();
        _inLoop = false;
    }

    public void DoUpdate()
    {
        _inLoop = true;
        double delta = _sinceUpdate.Elapsed.TotalSeconds;
        _sinceUpdate.Restart();
        Update?.Invoke(delta);
        _inLoop = false;
    }

    public void DoRender()
    {
        if (_context is null)
            return;
        _inLoop = true;
        if (!_context.IsCurrent)
            _context.MakeCurrent();
        if (!_swapIntervalSet)
        {
            _context.SwapInterval(_options.VSync ? 1 : 0);
            _swapIntervalSet = true;
        }

        double delta = _sinceRender.Elapsed.TotalSeconds;
        _sinceRender.Restart();
        Render?.Invoke(delta);
        if (_options.ShouldSwapAutomatically)
            _context?.SwapBuffers();
        _inLoop = false;
    }

    public void Reset()
    {
        if (_inLoop)
            throw new InvalidOperationException("The window cannot be reset inside of its render loop.");
        if (_handle == 0)
            return;
        _context?.Clear();
        _context = null;
        Glfw.DestroyWindow(_handle);
        _handle = 0;
    }

    public void Dispose() => Reset();

    private void SetHints()
    {
        bool es = _options.API.API == ContextAPI.OpenGLES;
        Glfw.DefaultWindowHints();
        Glfw.WindowHint(Glfw.Visible, _options.IsVisible ? 1 : 0);
        Glfw.WindowHint(Glfw.ClientApi, es ? Glfw.OpenGLESApi : Glfw.OpenGLApi);
        Glfw.WindowHint(Glfw.ContextVersionMajor, _options.API.Version.MajorVersion);
        Glfw.WindowHint(Glfw.ContextVersionMinor, _options.API.Version.MinorVersion);
        Glfw.WindowHint(Glfw.OpenGLDebugContext, _options.API.Flags.HasFlag(ContextFlags.Debug) ? 1 : 0);
        if (es)
            return;
        Glfw.WindowHint(Glfw.OpenGLForwardCompatible, _options.API.Flags.HasFlag(ContextFlags.ForwardCompatible) ? 1 : 0);
        Glfw.WindowHint(Glfw.OpenGLProfile, _options.API.Profile == ContextProfile.Core ? Glfw.CoreProfile : Glfw.CompatibilityProfile);
    }
}
