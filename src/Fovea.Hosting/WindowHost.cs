using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.ExceptionServices;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.OpenGL;
using Silk.NET.Windowing;

namespace Fovea.Hosting;

/// <summary>A window with an OpenGL context, its render loop, and its keyboard and pointer as plain values.</summary>
/// <remarks>
/// Asks for OpenGL 4.3, then OpenGL ES 3.1, then OpenGL 3.3 (see <see cref="HasCompute"/>); on macOS only for the last. Everything but
/// <see cref="Close"/> belongs to the thread that opened the window, which on macOS has to be the main thread.
/// <para>
/// It does not ask to be told when the GPU is reset, as <see cref="HeadlessHost"/> does: with GLFW whoever asks for that also gets robust
/// buffer access, which some drivers pay for in every shader, and a driver that refuses it would end the process (see <c>Wanted</c>).
/// </para>
/// </remarks>
public sealed class WindowHost : IGraphicsHost
{
    private readonly IWindow _window;
    private readonly IInputContext _input;
    private readonly ContextFacts _facts;
    private readonly Queue<InputEvent> _pending = new();
    private Action<double>? _frame;
    private ExceptionDispatchInfo? _failure;

    private WindowHost(IWindow window)
    {
        _window = window;
        GL = GL.GetApi(_window);
        _facts = ContextFacts.Of(GL);
        GL = GL.GetApi(GetProcAddress);
        Description = _facts.Describe("window");
        _window.Render += OnRender;
        _window.FramebufferResize += size => _pending.Enqueue(new InputEvent(InputKind.Resize, size.X, size.Y));
        _input = window.CreateInput();
        foreach (IKeyboard keyboard in _input.Keyboards)
            keyboard.KeyDown += (_, key, _) => _pending.Enqueue(new InputEvent(InputKind.Key, Key: key));
        foreach (IMouse mouse in _input.Mice)
        {
            mouse.MouseMove += (_, at) => Enqueue(InputKind.Move, at);
            mouse.MouseDown += (from, _) => Enqueue(InputKind.Press, from.Position);
            mouse.Scroll += (_, wheel) => _pending.Enqueue(new InputEvent(InputKind.Scroll, wheel.X, wheel.Y));
        }
    }

    /// <summary>A key went down. Its name is that of Silk.NET's <see cref="Key"/>: <c>Space</c>, <c>B</c>, <c>Escape</c>.</summary>
    public event Action<string>? KeyPressed;

    /// <summary>The framebuffer has a new width and height, in pixels.</summary>
    public event Action<int, int>? FramebufferResized;

    /// <summary>The pointer moved to this place: framebuffer pixels from the top left.</summary>
    public event Action<Vector2>? PointerMoved;

    /// <summary>A button of the pointer went down at this place: framebuffer pixels from the top left.</summary>
    public event Action<Vector2>? PointerPressed;

    /// <summary>The wheel turned by so many notches, away from the person when positive.</summary>
    public event Action<float>? Scrolled;

    private enum InputKind
    {
        Key,
        Resize,
        Move,
        Press,
        Scroll,
    }

    /// <inheritdoc/>
    public GL GL { get; }

    /// <inheritdoc/>
    public GlApi Api => _facts.Api;

    /// <inheritdoc/>
    public Version Version => _facts.Version;

    /// <inheritdoc/>
    public bool HasCompute => _facts.HasCompute;

    /// <inheritdoc/>
    public bool IsSoftware => _facts.IsSoftware;

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>The text in the title bar.</summary>
    public string Title
    {
        get => _window.Title;
        set => _window.Title = value;
    }

    /// <summary>Size of the framebuffer in pixels; zero while the window is minimized.</summary>
    public (int Width, int Height) FramebufferSize => (_window.FramebufferSize.X, _window.FramebufferSize.Y);

    /// <summary>Whether the window has been asked to close, by <see cref="Close"/> or by the person.</summary>
    public bool IsClosing => _window.IsClosing;

    /// <summary>Whether a window can be opened here; if not, <paramref name="why"/> is a sentence that says what is missing.</summary>
    public static bool IsAvailable(out string why)
    {
        why = WhyUnavailable(OperatingSystem.IsLinux(), Environment.GetEnvironmentVariable, PlatformProblem) ?? "";
        return why.Length == 0;
    }

    /// <summary>Opens a window and leaves its context current on this thread.</summary>
    /// <exception cref="HostUnavailableException">There is no display, no GLFW library, or no OpenGL of any usable version.</exception>
    public static WindowHost Open(WindowHostOptions? options = null)
    {
        options ??= new WindowHostOptions();
        if (!IsAvailable(out string why))
            throw new HostUnavailableException(why);
        var notes = new List<string>();
        foreach (GraphicsAPI api in Wanted(options.Debug ? ContextFlags.Debug : ContextFlags.Default, OperatingSystem.IsMacOS()))
        {
            IWindow window = Window.Create(WindowOptions.Default with
            {
                Title = options.Title,
                Size = new Vector2D<int>(options.Width, options.Height),
                API = api,
                VSync = options.VSync,
            });
            try
            {
                window.Initialize();
                return new WindowHost(window);
            }
            catch (Exception e)
            {
                // Every windowing backend has exception types of its own; whatever it is, an older version may still work.
                notes.Add($"{api.API} {api.Version.MajorVersion}.{api.Version.MinorVersion}: {e.Message}");
                window.Dispose();
            }
        }

        throw new HostUnavailableException(
            $"A window could be opened, but not with OpenGL: {string.Join("; ", notes)}. " +
            "A driver may be missing: on Debian or Ubuntu `apt-get install libgl1 libgl1-mesa-dri`.");
    }

    /// <summary>
    /// Runs the render loop until the window closes: input events are raised, then <paramref name="frame"/> is called with the
    /// seconds since the last frame, then the picture is shown.
    /// </summary>
    public void Run(Action<double> frame)
    {
        _frame = frame;
        try
        {
            while (!_window.IsClosing)
            {
                _window.DoEvents();
                _window.DoUpdate(); // where some input devices are polled
                RaisePending();
                if (_window.IsClosing)
                    continue;
                _window.DoRender();
                _failure?.Throw();
            }
        }
        finally
        {
            _frame = null;
            _failure = null;
        }
    }

    /// <summary>Ends the render loop after the current frame; any thread may call this.</summary>
    public void Close() => _window.IsClosing = true;

    /// <inheritdoc/>
    public nint GetProcAddress(string name) =>
        _window.GLContext!.TryGetProcAddress(EntryPointAliases.Resolve(name, Api, Version), out nint address) ? address : 0;

    /// <inheritdoc/>
    public void MakeCurrent() => _window.GLContext!.MakeCurrent();

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        GL.Dispose();
        _window.Dispose();
    }

    /// <summary>The reason why no window can be opened, or null. Separate from the system it asks about, for tests.</summary>
    internal static string? WhyUnavailable(bool needsDisplay, Func<string, string?> environment, Func<string?> platformProblem)
    {
        if (needsDisplay && string.IsNullOrEmpty(environment("DISPLAY")) && string.IsNullOrEmpty(environment("WAYLAND_DISPLAY")))
            return "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.";
        string? problem = platformProblem();
        return problem is null ? null
            : $"No window can be opened: {problem.TrimEnd('.')}. If the GLFW library is missing, " +
              "`apt-get install libglfw3` brings it on Debian or Ubuntu.";
    }

    private static string? PlatformProblem()
    {
        if (!Window.IsViewOnly)
            return null;
        try
        {
            Window.Create(WindowOptions.Default).Dispose();
            return null;
        }
        catch (Exception e) when (e is PlatformNotSupportedException or NotSupportedException)
        {
            return e.Message;
        }
    }

    /// <summary>The contexts to ask for, the best first.</summary>
    /// <remarks>
    /// macOS stops at OpenGL 4.1 and has no OpenGL ES. It is not asked for more: a window of Silk.NET that GLFW refuses to make is
    /// used all the same, through a null pointer, and that ends the process.
    /// </remarks>
    internal static IEnumerable<GraphicsAPI> Wanted(ContextFlags flags, bool onMacOS)
    {
        ContextFlags forward = flags | ContextFlags.ForwardCompatible;
        if (!onMacOS)
        {
            yield return new GraphicsAPI(ContextAPI.OpenGL, ContextProfile.Core, forward, new APIVersion(4, 3));
            yield return new GraphicsAPI(ContextAPI.OpenGLES, ContextProfile.Core, flags, new APIVersion(3, 1));
        }

        yield return new GraphicsAPI(ContextAPI.OpenGL, ContextProfile.Core, forward, new APIVersion(3, 3));
    }

    /// <summary>
    /// Keeps what the frame throws until the window has left its loop: a window that an exception left in the middle of a frame
    /// takes itself to be inside it for ever, and refuses to be disposed.
    /// </summary>
    private void OnRender(double delta)
    {
        try
        {
            _frame?.Invoke(delta);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    private void Enqueue(InputKind kind, Vector2 at)
    {
        // The pointer is told in window units, which on a scaled display are larger than pixels.
        Vector2D<int> window = _window.Size, pixels = _window.FramebufferSize;
        _pending.Enqueue(new InputEvent(
            kind, at.X * pixels.X / Math.Max(1, window.X), at.Y * pixels.Y / Math.Max(1, window.Y)));
    }

    /// <summary>
    /// Raises what arrived while events were polled. Not from the callbacks themselves: those are called by native code, through
    /// which an exception of a handler must not pass.
    /// </summary>
    private void RaisePending()
    {
        while (_pending.TryDequeue(out InputEvent e))
        {
            switch (e.Kind)
            {
                case InputKind.Key:
                    KeyPressed?.Invoke(e.Key.ToString());
                    break;
                case InputKind.Resize:
                    FramebufferResized?.Invoke((int)e.X, (int)e.Y);
                    break;
                case InputKind.Move:
                    PointerMoved?.Invoke(new Vector2(e.X, e.Y));
                    break;
                case InputKind.Press:
                    PointerPressed?.Invoke(new Vector2(e.X, e.Y));
                    break;
                default:
                    Scrolled?.Invoke(e.Y);
                    break;
            }
        }
    }

    private readonly record struct InputEvent(InputKind Kind, float X = 0, float Y = 0, Key Key = Key.Unknown);
}
