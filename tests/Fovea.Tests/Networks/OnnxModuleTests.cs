using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Xunit;

namespace Fovea.Tests.Networks;

/// <summary>What measures YOLOX-nano in PyTorch, of which only the ONNX file is there, computes what the file says, at any batch.</summary>
public sealed class OnnxModuleTests
{
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_file_as_a_module_agrees_with_ONNX_Runtime(int batch)
    {
        string model = TestFiles.Asset("models/yolox_nano_416.onnx");
        Skip.IfNot(OnnxRuntimeLibrary.WhyUnavailable() is null, "There is no ONNX Runtime.");
        string? python = PythonProgram.Find("torch", "onnx");
        Skip.If(python is null, "There is no python3 that has torch and onnx.");
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string script = Path.Combine(TestFiles.Root, "tests", "Fovea.Benchmarks", "onnx_module.py");
        PythonProgram.Run(python!, [script, model, $"{batch}", folder.File("batch")], "", TimeSpan.FromMinutes(10));

        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(OnnxFile.Load(folder.File("batch.onnx")));
        var x = new Tensor(ElementType.Float, new Shape(batch, 3, 416, 416), File.ReadAllBytes(folder.File("batch.input0.bin")));
        Tensor expected = runner.Run(new Dictionary<string, Tensor> { [runner.Inputs[0].Name] = x }).Values.Single();
        Assert.Equal(new Shape(batch, 3549, 85), expected.Shape);
        float[] reference = expected.ToSingles(), module = new Tensor(ElementType.Float, expected.Shape, File.ReadAllBytes(folder.File("batch.output0.bin"))).ToSingles();
        float range = reference.Max() - reference.Min();
        Assert.All(reference.Zip(module), pair => Assert.InRange(pair.First - pair.Second, -1e-4f * range, 1e-4f * range));
    }
}
