using System;

namespace Fovea.Gpu;

/// <summary>While it lives GL state may be changed; see <see cref="GpuContext.Enter"/>.</summary>
public readonly struct HostStateScope : IDisposable
{
    private readonly HostState? _state;

    internal HostStateScope(HostState? state) => _state = state;

    /// <summary>Ends the scope. The outermost one puts the host's state back.</summary>
    public void Dispose() => _state?.Leave();
}
