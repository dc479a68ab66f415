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
    private Golden(string modelPath, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs)
    {
        ModelPath = modelPath;
        Inputs = inputs;
        Outputs = outputs;
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
        foreach (JsonElement output in json.RootElement.GetProperty("outputs").EnumerateArray())
        {
            if (output.TryGetProperty("file", out JsonElement file))
                outputs[output.GetProperty("name").GetString()!] = new Tensor(ElementType.Float, Dims(output), File.ReadAllBytes(Path.Combine(folder, file.GetString()!)));
        }

        var inputs = new Dictionary<string, Tensor> { [input.GetProperty("name").GetString()!] = ReadInput(input, folder) };
        return new Golden(model, inputs, outputs);
    }

    /// <summary>Every output agrees to 1e-3, absolute or relative, and the largest element is the same.</summary>
    public void AssertAgrees(IReadOnlyDictionary<string, Tensor> actual)
    {
        Assert.NotEmpty(Outputs);
        foreach ((string name, Tensor expected) in Outputs)
        {
            Assert.Equal(expected.Shape, actual[name].Shape);
            float[] a = expected.ToSingles(), b = actual[name].ToSingles();
            for (int i = 0; i < a.Length; i++)
                Assert.True(Math.Abs(a[i] - b[i]) <= 1e-3 * Math.Max(1, Math.Abs(a[i])), $"{name}[{i}] is {b[i]}, expected {a[i]}.");
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
