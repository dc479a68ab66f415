using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Gpu.Caching;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Runtime.Tuning;
using Fovea.Tests.Models;

namespace Fovea.Tests.Runtime.Tuning;

/// <summary>A process that tunes a small network, and prints the variants that it stored.</summary>
internal static class TuningProbe
{
    /// <summary>The environment variable that names the folder of its cache.</summary>
    internal const string Folder = "FOVEA_TUNING_PROBE";

    /// <summary>What is tuned: two convolutions, each with several variants.</summary>
    internal static Model Network()
    {
        Tensor Weights(params int[] dims) => Tensor.Of(new Shape(dims), Enumerable.Range(0, dims.Aggregate(1, (a, b) => a * b)).Select(i => MathF.Sin(i * 0.7f)).ToArray());
        return new Net(17).Input("x", 1, 8, 11, 13).Output("y").Constant("w", Weights(16, 8, 3, 3)).Constant("v", Weights(8, 16, 1, 1))
            .Node("Conv", "x w", "c", ("pads", new long[] { 1, 1, 1, 1 })).Node("Relu", "c", "r").Node("Conv", "r v", "y").Model();
    }

    internal static void Run()
    {
        using HeadlessHost host = HeadlessHost.Create(new HeadlessOptions { Api = GlApi.OpenGL });
        using GpuContext context = GpuContext.Attach(host.GL, new GpuOptions { Cache = new DiskCache(Environment.GetEnvironmentVariable(Folder)!) });
        using var runner = new GlModelRunner(context, Network());
        using var tuner = new KernelTuner(runner, runs: 2);
        while (!tuner.Advance())
        {
        }

        TuningResult result = tuner.Result!;
        for (int i = 0; i < result.Sites.Count; i++)
            Console.WriteLine($"{i}={result.Sites[i].Key}|{(result.IsKept ? result.Sites[i].Best : result.Sites[i].Default)}");
    }
}
