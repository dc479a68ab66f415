using Silk.NET.Core.Contexts;

namespace Silk.NET.Windowing;

/// <summary>The OpenGL context of a GLFW window; the window owns it.</summary>
internal sealed class GlfwContext : IGLContext
{
    private readonly nint _window;

    internal GlfwContext(nint window) => _window = window;

    public bool IsCurrent => Glfw.GetCurrentContext() == _window;

    public void SwapInterval(int interval) => Glfw.SwapInterval(interval);

    public void SwapBuffers() => Glfw.SwapBuffers(_window);

    public void MakeCurrent() => Glfw.MakeContextCurrent(_window);

    public void Clear()
    {
        if (IsCurrent)
            Glfw.MakeContextCurrent(0);
    }

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = default) => (addr = Glfw.GetProcAddress(proc)) != 0;

    public void Dispose()
    {
    }
}
