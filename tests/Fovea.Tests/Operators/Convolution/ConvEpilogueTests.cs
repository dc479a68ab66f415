using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

public sealed class ConvEpilogueTests : OperatorTests
{
    // Channels 5: three lanes beyond the last, where an epilogue like Sigmoid makes something else than zero.
    private static readonly (string Name, int Outputs, int Inputs, int Kernel, int Groups)[] Kernels =
    {
        ("pointwise", 5, 6, 1, 1), ("rows", 13, 5, 3, 1), ("depthwise", 5, 5, 3, 5), ("groups", 6, 9, 3, 3), ("direct", 5, 3, 9, 1),
    };

    public static IEnumerable<object[]> Tails() => new[] { "relu", "clip", "prelu", "residual", "silu", "sub", "shift" }.Select(t => new object[] { t });

    [SkippableTheory]
    [MemberData(nameof(Tails))]
    public void Agrees_with_the_nodes_apart(string tail)
    {
        foreach ((string _, int outputs, int inputs, int kernel, int groups) in Kernels)
        {
            Fused fused = Case(tail, outputs, inputs, kernel, groups, constant: true);
            CheckRewritten(fused.Apart, fused.Together(3), fused.Feeds);
        }
    }

    [SkippableFact]
    public void Constants_stand_beside_weights_that_only_a_run_brings()
    {
        Fused fused = Case("prelu", 13, 5, 3, 1, constant: false);
        CheckRewritten(fused.Apart, fused.Together(3), fused.Feeds);
    }

    internal static Fused Case(string tail, int outputs, int inputs, int kernel, int groups, bool constant)
    {
        var constants = new Dictionary<string, Tensor>
        {
            ["slope"] = Samples.Floats(new Shape(outputs, 1, 1), 7),
            ["offset"] = Samples.Floats(new Shape(1, outputs, 1, 1), 8),
            ["low"] = Tensor.Scalar(-0.5f),
            ["high"] = Tensor.Scalar(6f),
        };
        var feeds = new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(2, inputs, 7, 9), 1) };
        (constant ? constants : feeds)["w"] = Samples.Floats(new Shape(outputs, inputs / groups, kernel, kernel), 2);
        constants["b"] = Samples.Floats(new Shape(outputs), 3);

        Node[] nodes = tail switch
        {
            "relu" => new[] { Node("Relu", "v", "y") },
            "clip" => new[] { Node("Clip", "v low high", "y") },
            "prelu" => new[] { Node("PRelu", "v slope", "y") },
            "residual" => new[] { Node("Add", "v operand", "s"), Node("Relu", "s", "y") },
            "silu" => new[] { Node("Sigmoid", "v", "s"), Node("Mul", "v s", "y") },
            "sub" => new[] { Node("Sub", "operand v", "y") },
            _ => new[] { Node("Mul", "v slope", "m"), Node("Add", "offset m", "a"), Node("Sigmoid", "a", "y") },
        };
        if (nodes.Any(n => n.Inputs.Contains("operand")))
            feeds["operand"] = Samples.Floats(new Shape(2, outputs, 7, 9), 5);
        int pad = kernel / 2;
        Node conv = Node("Conv", "x w b", "v") with
        {
            Attributes = Attributes.None.With("group", (long)groups).With("pads", new long[] { pad, pad, pad, pad }),
        };
        HashSet<string> read = nodes.Append(conv).SelectMany(n => n.Inputs).ToHashSet();
        return new Fused(conv, nodes, constants.Where(c => read.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value), feeds);
    }

    private static Node Node(string type, string inputs, string output) => new(type, inputs.Split(' '), new[] { output }) { Name = output };
}
