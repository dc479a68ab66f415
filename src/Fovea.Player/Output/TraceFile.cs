using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Fovea.Runtime.Profiling;

namespace Fovea.Player.Output;

/// <summary>
/// Writes one run of a network as a trace that <c>chrome://tracing</c> and ui.perfetto.dev show: "Trace Event Format", complete events ("X"),
/// times in microseconds.
/// </summary>
internal static class TraceFile
{
    private const int Processor = 1, Gpu = 2;

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="network">What the trace is called.</param>
    /// <param name="device">What it ran on.</param>
    /// <param name="profile">The run.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string network, string device, PlanProfile profile) => WholeFile.Write(path, file =>
    {
        using var json = new Utf8JsonWriter(file);
        Write(json, network, device, profile);
    });

    private static void Write(Utf8JsonWriter json, string network, string device, PlanProfile profile)
    {
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", 0, network);
        WriteName(json, "thread_name", Processor, "processor: issues the dispatches");
        WriteName(json, "thread_name", Gpu, device);
        for (int i = 0; i < profile.Steps.Count; i++)
        {
            StepProfile step = profile.Steps[i];
            StepSpan span = profile.Typical[i];
            WriteSpan(json, step, Processor, span.CpuStart, span.CpuEnd);
            WriteSpan(json, step, Gpu, span.GpuStart, span.GpuEnd);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string kind, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", kind);
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, StepProfile step, int thread, double start, double end)
    {
        json.WriteStartObject();
        json.WriteString("ph", "X");
        json.WriteString("name", step.Node);
        json.WriteString("cat", step.Operator);
        json.WriteNumber("pid", 1);
        json.WriteNumber("tid", thread);
        json.WriteNumber("ts", start * 1000);
        json.WriteNumber("dur", (end - start) * 1000);
        json.WriteStartObject("args");
        json.WriteString("operator", step.Operator);
        json.WriteString("kernel", step.Kernel);
        json.WriteString("output", step.Output);
        json.WriteNumber("flops", step.Flops);
        json.WriteNumber("bytes", step.Bytes);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
