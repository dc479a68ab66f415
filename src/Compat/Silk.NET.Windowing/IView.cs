using System;
using Silk.NET.Core.Contexts;
using Silk.NET.Maths;

namespace Silk.NET.Windowing;

public interface IView : IGLContextSource, IDisposable
{
    event Action<double>? Update;

    event Action<double>? Render;

    event Action<Vector2D<int>>? FramebufferResize;

    nint Handle { get; }

    bool IsClosing { get; }

    bool IsInitialized { get; }

    Vector2D<int> Size { get; }

    Vector2D<int> FramebufferSize { get; }

    void Initialize();

    void DoEvents();

    void DoUpdate();

    void DoRender();
}
