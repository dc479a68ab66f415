using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Operators;
using Fovea.Tests.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Every kernel that reads or writes packed maps, between maps of half and of single precision, and where all are in half.</summary>
public sealed class MixedPrecisionTests : PassTest
{
    // The convolutions make maps of 5 and of 13 channels: where those of more than 8 are in half precision, one of each.
    private static readonly StoragePrecision All = new(Precision.Half, 0, 0, 0), Wide = new(Precision.Half, 8, 0, 0);

    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w1"] = Random("w1", 1, 3, 3, 3),
        ["w5"] = Random("w5", 5, 3, 3, 3),
        ["w13"] = Random("w13", 13, 3, 3, 3),
        ["w8"] = Random("w8", 8, 3, 3, 3),
        ["w12"] = Random("w12", 12, 3, 3, 3),
        ["scale13"] = Random("scale13", 13),
        ["wide"] = Random("wide", 1, 13, 1, 1),
        ["axis1"] = Tensor.Vector(1L),
        ["3"] = Tensor.Vector(3L),
        ["9"] = Tensor.Vector(9L),
        ["pads"] = Tensor.Vector(0L, 1, 1, 0, 0, 7, 0, 2),
        ["sides"] = Tensor.Vector(0L, 0, 1, 2, 0, 0, 3, 1),
        ["sizes"] = Tensor.Vector(2L, 13, 11, 5),
        ["tall"] = Tensor.Vector(2L, 13, 1, 42),
        ["5,8"] = Tensor.Vector(5L, 8),
        ["repeats"] = Tensor.Vector(1L, 3, 1, 2),
    };

    /// <summary>Mixed are those that have maps of either kind.</summary>
    public static TheoryData<string> Networks()
    {
        var data = new TheoryData<string>();
        foreach (string name in Tails.Keys)
            data.Add(name);
        return data;
    }

    private static Dictionary<string, Node[]> Tails => new()
    {
        ["concatenated channels, mixed"] = new[] { Node("Concat", "a b", "c", ("axis", 1L)), Node("Relu", "c", "y") },
        ["concatenated channels inside a vec4, mixed"] = new[] { Node("Concat", "b a b", "c", ("axis", 1L)), Node("Relu", "c", "y") },
        ["concatenated channels of whole vec4, mixed"] = new[] { Node("Concat", "d b", "c", ("axis", 1L)), Node("Relu", "c", "y") },
        ["concatenated rows"] = new[] { Node("Concat", "a a", "c", ("axis", 2L)), Node("Relu", "c", "y") },
        ["a sum"] = new[] { Node("GlobalMaxPool", "a", "g"), Node("Add", "a g", "s"), Node("Mul", "s wide", "y") },
        ["repeated over channels"] = new[] { Node("ReduceMax", "a axis1", "r"), Node("Sub", "a r", "y") },
        ["a product with one channel, mixed"] = new[] { Node("Conv", "x w1", "o"), Node("Abs", "o", "p"), Node("MaxPool", "a", "m", ("kernel_shape", new[] { 3L, 3 })), Node("Mul", "m p", "y") },
        ["largest of windows"] = new[] { Node("MaxPool", "a", "m", ("kernel_shape", new[] { 3L, 2 }), ("strides", new[] { 2L, 1 })), Node("AveragePool", "m", "y", ("kernel_shape", new[] { 2L, 2 })) },
        ["narrowed, mixed"] = new[] { Node("Slice", "a 3 9 axis1", "s"), Node("Relu", "s", "y") },
        ["narrowed at a vec4, mixed"] = new[] { Node("Split", "a 5,8", "p q", ("axis", 1L)), Node("Neg", "p", "n"), Node("Abs", "q", "r"), Node("Concat", "r n", "y", ("axis", 1L)) },
        ["padded to more channels, mixed"] = new[] { Node("Pad", "b pads", "p"), Node("Abs", "p", "y") },
        ["padded at the sides"] = new[] { Node("Pad", "a sides", "p", ("mode", "reflect")), Node("Abs", "p", "y") },
        ["repeated"] = new[] { Node("Tile", "a repeats", "t"), Node("Neg", "t", "y") },
        ["channels to space, mixed"] = new[] { Node("DepthToSpace", "e", "s", ("blocksize", 2L)), Node("Relu", "s", "t"), Node("SpaceToDepth", "t", "u", ("blocksize", 2L)), Node("Neg", "u", "y") },
        ["sampled"] = new[] { Node("Resize", "a   sizes", "r", ("mode", "linear")), Node("Relu", "r", "y") },
        ["softmax"] = new[] { Node("Softmax", "a", "s", ("axis", 1L)), Node("Sqrt", "s", "y") },
        ["normalized"] = new[] { Node("InstanceNormalization", "a scale13 scale13", "i"), Node("Tanh", "i", "y") },
        ["reshaped"] = new[] { Node("Reshape", "a tall", "r"), Node("Abs", "r", "y") },
        ["transposed"] = new[] { Transpose("a", "t", 0, 2, 3, 1), Node("LeakyRelu", "t", "u"), Node("ReduceMean", "u axis1", "y") },
    };

    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void Agrees_with_ONNX_Runtime(string tail)
    {
        var rows = new[] { 1L, 1, 1, 1 };
        Node[] nodes = new[]
        {
            Node("Conv", "x w13", "a", ("pads", rows)), Node("Conv", "x w5", "b", ("pads", rows)),
            Node("Conv", "x w8", "d", ("pads", rows)), Node("Conv", "x w12", "e", ("pads", rows)),
        };
        Graph graph = Build(new Shape(2, 3, 6, 7), Constants, nodes.Concat(Tails[tail]).ToArray());
        var model = new Model(graph, new Dictionary<string, int> { [""] = 21 });
        Dictionary<string, Tensor> inputs = new() { ["x"] = Random("x", 2, 3, 6, 7) };
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        Tensor want = reference.Run(inputs)["y"];
        foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
        {
            GlThread.Run(api, gl =>
            {
                using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = api == GlApi.OpenGLES });
                foreach (StoragePrecision storage in new[] { All, Wide })
                {
                    using var runner = new GlModelRunner(context, model, new PlannerOptions { Precision = Precision.Half, Storage = storage, Poison = true });
                    Assert.Null(Comparison.Difference(want, runner.Run(inputs)["y"], 4e-3, false));
                    PlanBlueprint blueprint = runner.Plans.Single().Blueprint;
                    Assert.Empty(HazardChecker.Check(blueprint));
                    PlanTensor[] maps = blueprint.Steps.SelectMany(s => s.Bindings).Select(b => b.Tensor).Where(t => t.Layout == Layout.Packed && t.Storage == PlanStorage.Arena).ToArray();
                    Assert.Contains(maps, m => m.IsHalf);
                    Assert.Equal(storage == All || !tail.Contains("mixed"), maps.All(m => m.IsHalf));
                }
            });
        }
    }
}
