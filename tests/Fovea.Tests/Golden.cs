using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fovea.Models;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests;

/// <summary>A shared test model with one input, and the outputs that ONNX Runtime elsewhere gave for it.</summary>
internal sealed class Golden
{
    // Large outputs are stored as this many elements, spread evenly from the first to the last.
    private const int SampleCount = 4096;

    private readonly IReadOnlyDictionary<string, (Shape Shape, float[] Values)> _samples;

    private Golden(
        string modelPath, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs,
        IReadOnlyDictionary<string, (Shape Shape, float[] Values)> samples)
    {
        ModelPath = modelPath;
        Inputs = inputs;
        Outputs = outputs;
        _samples = samples;
    }

    public string ModelPath { get; }

    public IReadOnlyDictionary<string, Tensor> Inputs { get; }

    /// <summary>Outputs that are stored whole.</summary>
    public IReadOnlyDictionary<string, Tensor> Outputs { get; }

    /// <summary>Reads one by the model's name; the test is skipped where the shared assets are absent.</summary>
    public static Golden Load(string name)
    {
        string model = TestFiles.Asset($"models/{name}.onnx");
        string folder = TestFiles.Asset($"golden/{name}");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "golden.json")));
        JsonElement input = json.RootElement.GetProperty("input");
        var outputs = new Dictionary<string, Tensor>();
        var samples = new Dictionary<string, (Shape, float[])>();
        int index = 0;
        foreach (JsonElement output in json.RootElement.GetProperty("outputs").EnumerateArray())
        {
            string outputName = output.GetProperty("name").GetString()!;
            if (output.TryGetProperty("file", out JsonElement file))
                outputs[outputName] = new Tensor(ElementType.Float, Dims(output), File.ReadAllBytes(Path.Combine(folder, file.GetString()!)));
            else
                samples[outputName] = (Dims(output), MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, $"output{index}_sample.bin"))).ToArray());
            index++;
        }

        var inputs = new Dictionary<string, Tensor> { [input.GetProperty("name").GetString()!] = ReadInput(input, folder) };
        return new Golden(model, inputs, outputs, samples);
    }

    /// <summary>
    /// Every output agrees to 1e-3 relative or to an absolute tolerance, and the largest element of those that are stored whole is the same.
    /// </summary>
    public void AssertAgrees(IReadOnlyDictionary<string, Tensor> actual, double absolute = 1e-3)
    {
        Assert.True(Outputs.Count + _samples.Count > 0);
        foreach ((string name, (Shape shape, float[] values)) in _samples)
        {
            Assert.Equal(shape, actual[name].Shape);
            Assert.Equal(SampleCount, values.Length);
            float[] all = actual[name].ToSingles();
            for (int i = 0; i < values.Length; i++)
            {
                long at = (long)i * (all.Length - 1) / (SampleCount - 1);
                Assert.True(Math.Abs(values[i] - all[at]) <= Math.Max(absolute, 1e-3 * Math.Abs(values[i])), $"{name}[{at}] is {all[at]}, expected {values[i]}.");
            }
        }

        foreach ((string name, Tensor expected) in Outputs)
        {
            Assert.Equal(expected.Shape, actual[name].Shape);
            float[] a = expected.ToSingles(), b = actual[name].ToSingles();
            for (int i = 0; i < a.Length; i++)
                Assert.True(Math.Abs(a[i] - b[i]) <= Math.Max(absolute, 1e-3 * Math.Abs(a[i])), $"{name}[{i}] is {b[i]}, expected {a[i]}.");
            Assert.Equal(Array.IndexOf(a, a.Max()), Array.IndexOf(b, b.Max()));
        }
    }

    private static Tensor ReadInput(JsonElement input, string folder)
    {
        Shape shape = Dims(input);
        float[] mean = Floats(input, "mean"), scale = Floats(input, "mul");
        string order = input.GetProperty("order").GetString()!;
        bool channelsLast = input.GetProperty("layout").GetString() == "NHWC";
        using var picture = Image.Load<Rgb24>(Path.Combine(folder, input.GetProperty("file").GetString()!));
        int channels = mean.Length, area = picture.Width * picture.Height;
        var values = new float[channels * area];
        for (int i = 0; i < area; i++)
        {
            Rgb24 pixel = picture[i % picture.Width, i / picture.Width];
            byte[] bytes = order == "BGR" ? [pixel.B, pixel.G, pixel.R] : [pixel.R, pixel.G, pixel.B];
            for (int c = 0; c < channels; c++)
                values[channelsLast ? (i * channels) + c : (c * area) + i] = (bytes[c] - mean[c]) * scale[c];
        }

        return new Tensor(ElementType.Float, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    private static Shape Dims(JsonElement value) => new(value.GetProperty("dims").EnumerateArray().Select(d => d.GetInt32()).ToArray());

    private static float[] Floats(JsonElement value, string name) => value.GetProperty(name).EnumerateArray().Select(v => v.GetSingle()).ToArray();
}
