using System;
using Fovea.Gpu;
using Fovea.Hosting;

namespace Fovea.Benchmarks;

/// <summary>A context without a window for a measurement.</summary>
internal static class Gl
{
    /// <summary>Runs something on it, and says first which device it is.</summary>
    public static int On(Action<GpuContext> body) => On(new GpuOptions(), body);

    /// <summary>Runs something on a context with options.</summary>
    public static int On(GpuOptions options, Action<GpuContext> body)
    {
        using HeadlessHost host = HeadlessHost.Create();
        using GpuContext context = GpuContext.Attach(host.GL, options);
        Console.WriteLine($"{context.Info}; median (10th to 90th percentile)");
        body(context);
        return 0;
    }
}
