using System;
using Fovea.Gpu;
using Fovea.Hosting;

namespace Fovea.Benchmarks;

/// <summary>A context without a window for a measurement.</summary>
internal static class Gl
{
    /// <summary>Runs something on it, and says first which device it is.</summary>
    public static int On(Action<GpuContext> body)
    {
        using HeadlessHost host = HeadlessHost.Create();
        using GpuContext context = GpuContext.Attach(host.GL);
        Console.WriteLine($"{context.Info}; median (10th to 90th percentile)");
        body(context);
        return 0;
    }
}
