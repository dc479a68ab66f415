using System;

namespace Silk.NET.Windowing;

/// <summary>Stand-in for the package of this name: windows through the GLFW library of the system.</summary>
public static class Window
{
    /// <summary>True where no window can be opened: there is no GLFW library, or no display that it can reach.</summary>
    public static bool IsViewOnly => !Glfw.TryInitialize(out _);

    /// <summary>A window that <see cref="IView.Initialize"/> will open.</summary>
    public static IWindow Create(WindowOptions options) => Glfw.TryInitialize(out string why)
        ? new GlfwWindow(options)
        : throw new PlatformNotSupportedException("Couldn't find a suitable window platform: " + why);
}
