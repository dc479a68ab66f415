using System;

namespace Silk.NET.Core.Contexts;

/// <summary>A native context over a lookup function.</summary>
public sealed class LamdaNativeContext : INativeContext
{
    private readonly Func<string, nint> _getProcAddress;

    public LamdaNativeContext(Func<string, nint> getProcAddress) => _getProcAddress = getProcAddress;

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = default) => (addr = _getProcAddress(proc)) != 0;

    public void Dispose()
    {
    }
}
