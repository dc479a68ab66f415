using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fovea.Runtime.Tuning;

namespace Fovea.Benchmarks.Networks;

/// <summary>What was measured of one network in one way of running it: a line of the file that <c>--json</c> names.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Device">The GPU and its driver.</param>
/// <param name="Precision"><c>fp32</c> or <c>fp16</c>, in which maps and weights are stored.</param>
/// <param name="Kernels"><c>default</c> or <c>tuned</c>.</param>
/// <param name="FirstRunMs">From the file to the first result: reading, planning, compiling, one run. Zero where that was done before.</param>
/// <param name="Dispatches">Of a run.</param>
/// <param name="Barriers">Of a run.</param>
/// <param name="WeightBytes">Weights on the GPU.</param>
/// <param name="ScratchBytes">Memory for what is computed on the way.</param>
/// <param name="Times">How long a run takes.</param>
/// <param name="Difference">The largest difference from the reference beside the file, as a share of its range; null where there is none.</param>
/// <param name="Layers">The dispatches one by one.</param>
internal sealed record NetworkReport(
    string Model, string Device, string Precision, string Kernels, double FirstRunMs, int Dispatches, int Barriers, long WeightBytes, long ScratchBytes,
    NetworkTimes Times, double? Difference, IReadOnlyList<LayerReport> Layers);

/// <summary>What became of one that could not be measured.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Precision">As in <see cref="NetworkReport"/>.</param>
/// <param name="Error">Why.</param>
internal sealed record NetworkFailure(string Model, string Precision, string Error);

/// <summary>What the tuner found for a network.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Device">The GPU and its driver.</param>
/// <param name="Precision">As in <see cref="NetworkReport"/>.</param>
/// <param name="Seconds">How long tuning took, compiling included.</param>
/// <param name="IsComplete">False where time ran out before every variant was timed; nothing was stored then.</param>
/// <param name="Result">The times of every variant.</param>
internal sealed record TuningReport(string Model, string Device, string Precision, double Seconds, bool IsComplete, TuningResult Result);

/// <summary>How long a run takes, in milliseconds.</summary>
/// <param name="Latency">From submitting a run until the GPU has done it, inputs and outputs staying there.</param>
/// <param name="Polled">The same, waiting by asking a fence again and again.</param>
/// <param name="Pipelined">A run among many that are submitted one after the other.</param>
/// <param name="Transfers">With the input brought to the GPU and the outputs from it.</param>
/// <param name="Gpu">By the GPU's own clock, from before the first dispatch until after the last; null where it has none.</param>
/// <param name="Submission">What the processor takes to submit a run.</param>
/// <param name="HostScope">What saving and restoring the host's state takes, once a frame; it is in none of the others but <paramref name="Transfers"/>.</param>
internal sealed record NetworkTimes(Spread Latency, Spread Polled, Spread Pipelined, Spread Transfers, Spread? Gpu, Spread Submission, Spread HostScope);

/// <summary>The median of some times, a tenth and nine tenths, in milliseconds.</summary>
internal sealed record Spread(double Median, double P10, double P90, int Count)
{
    public static Spread Of(Timings timings) => new(timings.Median, timings.P10, timings.P90, timings.Sorted.Length);

    public static Spread Of(IEnumerable<double> milliseconds) => Of(Timings.Of(milliseconds));
}

/// <summary>One dispatch.</summary>
/// <param name="Node">The node that it belongs to.</param>
/// <param name="Operator">That node's operator.</param>
/// <param name="Kernel">The variant of the kernel, or the shader.</param>
/// <param name="Site">The key of the choice among kernels; null where there was none.</param>
/// <param name="Output">The shape that it writes.</param>
/// <param name="Groups">Work groups.</param>
/// <param name="GroupSize">Invocations in each.</param>
/// <param name="Ms">The median of its times on the GPU.</param>
/// <param name="Gflops">Arithmetic, in 1e9 operations a second.</param>
/// <param name="GigabytesPerSecond">Memory traffic, in 1e9 bytes a second, nothing fetched twice.</param>
/// <param name="FloorMs">What the device would take at its limit of arithmetic or of memory, whichever takes longer; null where they were not given.</param>
/// <param name="Bound">Which of the two: <c>arithmetic</c> or <c>memory</c>.</param>
internal sealed record LayerReport(
    string Node, string Operator, string Kernel, string? Site, string Output, string Groups, int GroupSize, double Ms, double Gflops,
    double GigabytesPerSecond, double? FloorMs, string? Bound)
{
    /// <summary>The share of the limit that was reached, 0 .. 1; above 1 where caches served what memory would have had to.</summary>
    public double? Share => FloorMs / Ms;
}

/// <summary>How these are written.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>One line.</summary>
    public static string Line<T>(T report) => JsonSerializer.Serialize(report, Options);
}
