using System;
using System.Runtime.CompilerServices;
using Fovea.Gpu.Caching;

namespace Fovea.Tests;

internal static class NoSharedCache
{
    // Tests must neither depend on what earlier ones compiled nor fill the user's folder; those of the cache name one of their own.
    [ModuleInitializer]
    internal static void TurnOff() => Environment.SetEnvironmentVariable(DiskCache.Variable, "off");
}
