using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Player.Output;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;

namespace Fovea.Player.Networks;

/// <summary>Measures runs of a network on one backend or on several by turns.</summary>
internal static class Benchmark
{
    private const int WarmUp = 5;

    /// <summary>Measures.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="shapes">As <see cref="InputShapes.Decide"/> takes them.</param>
    /// <param name="backends">Names of backends: <c>gl</c>, <c>onnxruntime</c>.</param>
    /// <param name="host">The context that GL compute runs on.</param>
    /// <param name="planning">How GL compute plans.</param>
    /// <param name="runs">Measured runs on each.</param>
    /// <param name="profile">Whether each layer on GL compute is measured too, after the runs.</param>
    /// <param name="trace">Where to write a run as a trace, or null.</param>
    /// <param name="stop">Gives up.</param>
    public static BenchReport Run(
        string path, IEnumerable<string> shapes, IReadOnlyList<string> backends, HeadlessOptions host, PlannerOptions planning, int runs, bool profile,
        string? trace, CancellationToken stop)
    {
        InputShapes inputs = InputShapes.Decide(OnnxFile.Load(path).Graph.Inputs, shapes);
        Dictionary<string, Tensor> values = LayerComparison.RandomInputs(inputs.Inputs, seed: 1);
        using HeadlessGl? gl = backends.Contains("gl") ? new HeadlessGl(host) : null;
        var sides = new List<Side>();
        try
        {
            foreach (string backend in backends)
            {
                stop.ThrowIfCancellationRequested();
                sides.Add(Side.Start(backend, path, gl?.Context, planning, values));
            }

            for (int i = -WarmUp; i < runs; i++)
            {
                foreach (Side side in sides)
                {
                    stop.ThrowIfCancellationRequested();
                    side.Measure(values, keep: i >= 0);
                }
            }

            NetworkProfile? layers = null;
            if (profile || trace is not null)
            {
                Side side = sides.First(s => s.Runner is GlModelRunner);
                (layers, PlanProfile run) = NetworkProfile.Measure(gl!, (GlModelRunner)side.Runner, values, runs, stop);
                if (trace is not null)
                    TraceFile.Write(trace, Path.GetFileName(path), gl!.Context.Info.ToString(), run);
            }

            return new BenchReport(
                path, inputs.Inputs.Select(i => i.ToString()).ToArray(), runs, inputs.Notes, sides.Select(s => s.Result()).ToArray(),
                profile ? layers : null);
        }
        finally
        {
            foreach (Side side in sides)
                side.Runner.Dispose();
        }
    }

    private sealed record Side(IModelRunner Runner, double First)
    {
        private readonly List<double> _times = new();

        public static Side Start(string backend, string path, GpuContext? gl, PlannerOptions planning, IReadOnlyDictionary<string, Tensor> values)
        {
            long start = Stopwatch.GetTimestamp();
            IModelRunner runner = backend == "gl" ? new GlModelRunner(gl!, OnnxFile.Load(path), planning) : OnnxRuntimeRunner.Load(path);
            try
            {
                runner.Run(values);
            }
            catch
            {
                runner.Dispose();
                throw;
            }

            return new Side(runner, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        public void Measure(IReadOnlyDictionary<string, Tensor> values, bool keep)
        {
            long start = Stopwatch.GetTimestamp();
            Runner.Run(values);
            if (keep)
                _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        public BenchSide Result()
        {
            Spread spread = Spread.Of(_times);
            return new BenchSide(
                Runner.Backend,
                Runner.Description,
                Round(First),
                Round(spread.Median),
                Round(spread.P10),
                Round(spread.P90),
                Math.Round(1000 / spread.Median, 2));
        }

        private static double Round(double milliseconds) => Math.Round(milliseconds, 4);
    }
}
