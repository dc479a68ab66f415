using System;
using System.Collections.Generic;
using Silk.NET.Windowing;

namespace Silk.NET.Input;

/// <summary>The one keyboard and the one mouse that GLFW knows of.</summary>
internal sealed class GlfwInputContext : IInputContext
{
    private readonly GlfwKeyboard _keyboard;
    private readonly GlfwMouse _mouse;

    internal GlfwInputContext(IView view)
    {
        if (!view.IsInitialized)
            throw new InvalidOperationException("The window must be initialized before its input is created.");
        _keyboard = new GlfwKeyboard(view);
        _mouse = new GlfwMouse(view);
        Keyboards = [_keyboard];
        Mice = [_mouse];
    }

    public IReadOnlyList<IKeyboard> Keyboards { get; }

    public IReadOnlyList<IMouse> Mice { get; }

    public void Dispose()
    {
        _keyboard.Dispose();
        _mouse.Dispose();
    }
}
