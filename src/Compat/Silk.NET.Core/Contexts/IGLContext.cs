namespace Silk.NET.Core.Contexts;

/// <summary>An OpenGL context of some window.</summary>
public interface IGLContext : INativeContext
{
    bool IsCurrent { get; }

    void SwapInterval(int interval);

    void SwapBuffers();

    void MakeCurrent();

    void Clear();
}
