using System;
using Silk.NET.Windowing;

namespace Silk.NET.Input;

/// <summary>The keyboard, as seen by one GLFW window. Key repeats raise no event.</summary>
internal sealed class GlfwKeyboard : IKeyboard, IDisposable
{
    private readonly IView _view;
    private readonly Glfw.KeyCallback _onKey;

    internal GlfwKeyboard(IView view)
    {
        _view = view;
        _onKey = OnKey;
        Glfw.SetKeyCallback(view.Handle, _onKey);
    }

    public event Action<IKeyboard, Key, int>? KeyDown;

    public void Dispose()
    {
        if (_view.Handle != 0)
            Glfw.SetKeyCallback(_view.Handle, null);
    }

    private void OnKey(nint window, int key, int scancode, int action, int mods)
    {
        if (action == Glfw.Press)
            KeyDown?.Invoke(this, (Key)key, scancode);
    }
}
