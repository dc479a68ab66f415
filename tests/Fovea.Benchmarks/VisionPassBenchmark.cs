using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Benchmarks;

/// <summary>How long it takes to read outputs of usual sizes, and to place the labels of detections.</summary>
internal static class VisionPassBenchmark
{
    private const int Runs = 21;

    public static Benchmark Benchmark { get; } = new(
        "vision", "", "times the passes that read classes, features, label maps and pictures, and the places of labels", args => args.Count == 0 ? Gl.On(Run) : null);

    private static void Run(GpuContext context)
    {
        var input = new ImageInput();
        foreach ((int classes, int top) in new[] { (1000, 1), (1000, 5), (1000, 20), (21841, 5) })
        {
            var options = new ClassifierOptions(input) { Top = top };
            Measure(context, $"classify, best {top}", new Shape(1, classes), setup => new ClassificationReader(options, setup).CreatePass(context));
        }

        foreach (Shape features in new Shape[] { new(1, 512), new(1, 1280, 7, 7) })
            Measure(context, "embed", features, setup => new EmbeddingReader(new EmbedderOptions(input), setup).CreatePass(context));
        foreach ((Shape scores, int map) in new (Shape, int)[]
        {
            (new(1, 21, 1, 1), 1), (new(1, 21, 65, 65), 65), (new(1, 21, 65, 65), 513), (new(1, 21, 513, 513), 513), (new(1, 150, 128, 128), 128),
        })
        {
            foreach (ScoreActivation activation in new[] { ScoreActivation.None, ScoreActivation.Softmax })
            {
                var options = new SegmenterOptions(input) { MapSize = (map, map), Activation = activation };
                Measure(context, $"segment to {map} x {map} by {activation}", scores, setup => new SegmentationReader(options, setup).CreatePass(context));
            }
        }

        foreach (int size in new[] { 224, 720 })
            Measure(context, "picture", new Shape(1, 3, size, size), setup => new ImageToImageReader(new ImageToImageOptions(input), setup).CreatePass(context));
        foreach (int count in new[] { 0, 10, 100, 300 })
            PlaceLabels(context, count);
    }

    private static void Measure(GpuContext context, string name, Shape shape, Func<VisionSetup, VisionPass> create)
    {
        var setup = new VisionSetup(
            new Dictionary<string, Shape> { ["y"] = shape }, new Dictionary<string, ElementType> { ["y"] = ElementType.Float }, new Shape(1, 3, 224, 224));
        var random = new Random(1);
        using GpuBuffer buffer = GpuBuffer.Of<float>(context, Enumerable.Range(0, shape.Count).Select(_ => random.NextSingle()).ToArray(), "output");
        GpuTensor[] outputs = { new(ElementType.Float, shape, Layout.RowMajor, buffer.Whole) };
        var frame = new VisionFrame(default, new ImageMapping(1, 1, 0, 0), 224, 224);
        using VisionPass pass = create(setup);
        Print($"{name}, {shape}", context, () => pass.Run(outputs, frame));
    }

    private static void PlaceLabels(GpuContext context, int count)
    {
        string[] names = Enumerable.Range(0, 80).Select(i => new string('x', 3 + (i % 7))).ToArray();
        var layout = new DetectionLayout(300, 0);
        var result = new DetectionResult(layout, names);
        var random = new Random(1);
        for (int i = 0; i < count; i++)
            result.Add(new Box(random.Next(1200), random.Next(640), 40 + random.Next(200), 60), 0.9f, random.Next(80));
        var bytes = new byte[layout.Bytes];
        result.Write(bytes);
        using GpuBuffer detections = GpuBuffer.Of<byte>(context, bytes, "detections");
        using GpuTexture lengths = OverlayFont.CreateNames(context, names);
        using var places = new LabelPlaces(context, names, layout.MaxDetections);
        OverlayTarget target = OverlayTarget.Letterbox(1280, 720, 1280, 720);
        Print($"labels, {count}", context, () => places.Place(detections, lengths, target, new OverlayStyle()));
    }

    private static void Print(string name, GpuContext context, Action run)
    {
        Timings times = Timings.Of(context, Runs, run), busy = Timings.Busy(context, Runs, run);
        Console.WriteLine($"{name,-52} {times}, busy {busy.Median:F3}");
    }
}
