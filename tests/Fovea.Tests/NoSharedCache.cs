using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fovea.Gpu.Caching;

namespace Fovea.Tests;

internal static class NoSharedCache
{
    // Tests must neither depend on what earlier ones compiled nor fill the user's folder; those of the cache name one of their own.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A test assembly has no other place that runs before every test.")]
    internal static void TurnOff() => Environment.SetEnvironmentVariable(DiskCache.Variable, "off");
}
