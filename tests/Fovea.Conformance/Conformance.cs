using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;

namespace Fovea.Conformance;

/// <summary>Runs one of ONNX's tests on the GPU.</summary>
internal static class Conformance
{
    // As ONNX's own test runner asks.
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    // One context for each API, so that a program is built once for all tests. Touched on the GL thread only.
    private static readonly Dictionary<GlApi, GpuContext> Contexts = new();

    /// <summary>What is wrong with the outputs, in words; null where nothing is.</summary>
    /// <exception cref="ModelException">The network cannot be run.</exception>
    public static string? Difference(string folder, GlApi api)
    {
        NodeTest test = NodeTest.Load(folder);
        IReadOnlyDictionary<string, Tensor> outputs = GlThread.Run(api, gl =>
        {
            if (!Contexts.TryGetValue(api, out GpuContext? context))
                Contexts[api] = context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            using var runner = new GlModelRunner(context, test.Model, new PlannerOptions { Poison = true });
            return runner.Run(test.Inputs);
        });
        return test.Outputs.Select(o => Difference(o.Key, o.Value, outputs[o.Key])).FirstOrDefault(d => d is not null);
    }

    private static string? Difference(string name, Tensor expected, Tensor actual)
    {
        if (actual.Type != expected.Type)
            return $"{name} has type {actual.Type}, not {expected.Type}";
        if (!actual.Shape.Equals(expected.Shape))
            return $"{name} has shape {actual.Shape}, not {expected.Shape}";

        double[] want = expected.ToDoubles(), got = actual.ToDoubles();
        for (int i = 0; i < want.Length; i++)
        {
            // Equals holds between two NaN and between equal infinities.
            if (!want[i].Equals(got[i]) && !(Math.Abs(want[i] - got[i]) <= Absolute + (Relative * Math.Abs(want[i]))))
                return $"{name}[{i}] is {got[i]:R}, not {want[i]:R}";
        }

        return null;
    }
}
