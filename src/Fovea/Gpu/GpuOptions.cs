using System;
using Fovea.Gpu.Caching;

namespace Fovea.Gpu;

/// <summary>How a <see cref="GpuContext"/> behaves. The defaults suit a released game.</summary>
public sealed record GpuOptions
{
    /// <summary>
    /// Checks GL errors after every call, labels every object, listens to the driver's debug output and remembers the stack that
    /// made each object. Costs time; meant for development and tests.
    /// </summary>
    public bool Debug { get; init; }

    /// <summary>Whether the host's GL state is read and put back.</summary>
    public HostStateMode HostState { get; init; } = HostStateMode.Restore;

    /// <summary>
    /// Pretends that the device offers no more than OpenGL 4.3 and OpenGL ES 3.1 promise, so that what runs here runs everywhere.
    /// </summary>
    public bool PortableLimits { get; init; }

    /// <summary>False pretends that the device has no compute shaders, as OpenGL 3.3 and OpenGL ES 3.0 have none.</summary>
    public bool AllowCompute { get; init; } = true;

    /// <summary>
    /// A folder whose files override the built-in shaders of the same path (<c>operators/conv/pointwise.comp</c>), or null.
    /// </summary>
    public string? ShaderDirectory { get; init; }

    /// <summary>
    /// Where compiled programs and the tuner's answers are kept between starts; null keeps them nowhere. Unless told otherwise, the folder
    /// that all programs of this user share.
    /// </summary>
    public DiskCache? Cache { get; init; } = DiskCache.Default;

    /// <summary>Takes lines of the driver's debug output and leak reports; null drops them.</summary>
    public Action<string>? Log { get; init; }
}
