using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Vision;
using Fovea.Vision.Decoders;

namespace Fovea.Benchmarks;

/// <summary>How long decoders take on the GPU and in C#, on outputs of usual sizes in which about one candidate in a hundred counts.</summary>
internal static class DecoderBenchmark
{
    private const int Runs = 15;

    public static Benchmark Benchmark { get; } = new(
        "decoders", "", "times the decoders on the GPU and in C#, on outputs of usual sizes", args => args.Count == 0 ? Gl.On(Run) : null);

    private static void Run(GpuContext context)
    {
        foreach ((string name, int size, Shape[] outputs) in new (string, int, Shape[])[]
        {
            ("YOLOX", 416, [new(1, 3549, 85)]),
            ("YOLOv5", 640, [new(1, 25200, 85)]),
            ("YOLOv8", 640, [new(1, 84, 8400)]),
            ("NanoDet", 416, [new(1, 2704, 80), new(1, 676, 80), new(1, 169, 80), new(1, 2704, 32), new(1, 676, 32), new(1, 169, 32)]),
            ("FastestDet", 352, [new(1, 85, 22, 22)]),
            ("CenterNet", 512, [new(1, 80, 128, 128), new(1, 2, 128, 128), new(1, 2, 128, 128)]),
            ("EndToEnd", 640, [new(1, 300, 6)]),
            ("EndToEnd", 640, [new(1, 100, 4), new(1, 100), new(1, 100)]),
            ("YOLOv5Heads", 640, [new(1, 255, 80, 80), new(1, 255, 40, 40), new(1, 255, 20, 20)]),
            ("BlazeFace", 128, [new(1, 512, 1), new(1, 512, 16), new(1, 384, 1), new(1, 384, 16)]),
            ("SSD", 320, [new(1, 4250, 91), new(1, 4250, 4)]),
        })
            Run(context, name, size, outputs);
    }

    private static DecoderParameters Parameters(string name, int outputs) => new(name switch
    {
        "EndToEnd" when outputs > 1 => new Dictionary<string, object> { ["boxes"] = "o0", ["scores"] = "o1", ["classes"] = "o2" },
        "SSD" => new Dictionary<string, object> { ["sizes"] = new[] { new[] { 32.0, 45 }, new[] { 64.0, 90 }, new[] { 128.0, 181 }, new[] { 256.0, 300 } } },
        _ => new Dictionary<string, object>(),
    });

    private static void Run(GpuContext context, string name, int size, Shape[] shapes)
    {
        Dictionary<string, Shape> outputs = shapes.Select((shape, i) => (shape, i)).ToDictionary(o => $"o{o.i}", o => o.shape);
        Decoder decoder = DecoderRegistry.Create(name, new DecoderSetup(outputs, new Shape(1, 3, size, size), new ImageInput(), 0, Parameters(name, shapes.Length)));
        var random = new Random(1);
        // Sigmoid makes half of 0.
        bool isLogit = name is "YOLOv5Heads" or "BlazeFace";
        float[][] values = decoder.Outputs.Select(o => Enumerable.Range(0, outputs[o].Count).Select(i => (random.NextSingle() * 0.505f - (isLogit ? 0.5f : 0)) * (isLogit ? 10 : 1)).ToArray()).ToArray();
        ReadOnlyMemory<float>[] memory = values.Select(v => (ReadOnlyMemory<float>)v).ToArray();
        using DecoderPass pass = decoder.CreatePass(context);
        using var buffer = new CandidateBuffer(context, decoder.CandidateCount, decoder.KeypointCount);
        GpuTensor[] tensors = values.Select(v => new GpuTensor(
            ElementType.Float, new Shape(1, v.Length), Layout.RowMajor, GpuBuffer.Of<float>(context, v, "output").Whole)).ToArray();
        var list = new CandidateList(decoder.CandidateCount, decoder.KeypointCount);
        Timings gpu = Timings.Of(context, Runs, () => pass.Run(tensors, 0.5f, buffer));
        Timings busy = Timings.Busy(context, Runs, () => pass.Run(tensors, 0.5f, buffer));
        Timings host = Timings.Of(Runs, () => decoder.Decode(memory, 0.5f, list));
        Console.WriteLine($"{name,-11} {decoder.CandidateCount,6} candidates: GPU {gpu}, busy {busy.Median:F3}, C# {host}");
        foreach (GpuTensor tensor in tensors)
            tensor.Range.Buffer.Dispose();
    }
}
