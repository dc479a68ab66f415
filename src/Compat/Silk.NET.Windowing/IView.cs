using System;
using Silk.NET.Core.Contexts;
using Silk.NET.Maths;

namespace Silk.NET.Windowing;

public interface IView : IGLContextSource, IDisposable
{
    event Action? Load;

    event Action<double>? Update;

    event Action<double>? Render;

    event Action<Vector2D<int>>? FramebufferResize;

    event Action? Closing;

    event Action<bool>? FocusChanged;

    nint Handle { get; }

    bool IsClosing { get; }

    bool IsInitialized { get; }

    bool VSync { get; set; }

    bool ShouldSwapAutomatically { get; }

    GraphicsAPI API { get; }

    Vector2D<int> Size { get; }

    Vector2D<int> FramebufferSize { get; }

    void Initialize();

    void DoEvents();

    void DoUpdate();

    void DoRender();

    void Run(Action onFrame);

    void Close();

    void Reset();
}
