using System;

namespace Silk.NET.Core.Contexts;

/// <summary>Looks up native functions by name.</summary>
public interface INativeContext : IDisposable
{
    bool TryGetProcAddress(string proc, out nint addr, int? slot = default);
}
