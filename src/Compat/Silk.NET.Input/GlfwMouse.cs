using System;
using System.Numerics;
using Silk.NET.Windowing;

namespace Silk.NET.Input;

/// <summary>The mouse, as seen by one GLFW window; positions are in window units from the top left.</summary>
internal sealed class GlfwMouse : IMouse, IDisposable
{
    private readonly IView _view;
    private readonly Glfw.ButtonCallback _onButton;
    private readonly Glfw.PointCallback _onMove;
    private readonly Glfw.PointCallback _onScroll;

    internal GlfwMouse(IView view)
    {
        _view = view;
        _onButton = OnButton;
        _onMove = (_, x, y) => MouseMove?.Invoke(this, new Vector2((float)x, (float)y));
        _onScroll = (_, x, y) => Scroll?.Invoke(this, new ScrollWheel((float)x, (float)y));
        Glfw.SetMouseButtonCallback(view.Handle, _onButton);
        Glfw.SetCursorPositionCallback(view.Handle, _onMove);
        Glfw.SetScrollCallback(view.Handle, _onScroll);
    }

    public event Action<IMouse, MouseButton>? MouseDown;

    public event Action<IMouse, Vector2>? MouseMove;

    public event Action<IMouse, ScrollWheel>? Scroll;

    public Vector2 Position
    {
        get
        {
            Glfw.GetCursorPosition(_view.Handle, out double x, out double y);
            return new Vector2((float)x, (float)y);
        }
    }

    public void Dispose()
    {
        if (_view.Handle == 0)
            return;
        Glfw.SetMouseButtonCallback(_view.Handle, null);
        Glfw.SetCursorPositionCallback(_view.Handle, null);
        Glfw.SetScrollCallback(_view.Handle, null);
    }

    private void OnButton(nint window, int button, int action, int mods)
    {
        if (action == Glfw.Press)
            MouseDown?.Invoke(this, (MouseButton)button);
    }
}
