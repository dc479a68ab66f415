using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Matrix;

public sealed class MatrixEpilogueTests : OperatorTests
{
    /// <summary>Rows of the first factor, and which inputs are constants: those that are not take buffers of their own.</summary>
    [SkippableTheory]
    [InlineData("Gemm", 1, "bc")]
    [InlineData("Gemm", 6, "bc")]
    [InlineData("Gemm", 6, "c")]
    [InlineData("Gemm", 6, "b")]
    [InlineData("Gemm", 6, "")]
    [InlineData("MatMul", 1, "b")]
    [InlineData("MatMul", 6, "b")]
    [InlineData("MatMul", 6, "")]
    public void Agrees_with_the_nodes_apart(string product, int rows, string known)
    {
        foreach (string tail in new[] { "clip", "residual", "mish", "everything" })
        {
            Fused fused = Case(product, rows, known, tail);
            CheckRewritten(fused.Apart, fused.Together(product == "Gemm" ? 3 : 2), fused.Feeds);
        }
    }

    internal static Fused Case(string product, int rows, string known, string tail, int depth = 5, int columns = 7)
    {
        var constants = new Dictionary<string, Tensor>
        {
            ["slope"] = Samples.Floats(new Shape(columns), 7),
            ["low"] = Tensor.Scalar(-0.5f),
            ["high"] = Tensor.Scalar(6f),
        };
        var feeds = new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(rows, depth), 1) };
        (known.Contains('b') ? constants : feeds)["b"] = Samples.Floats(new Shape(depth, columns), 2);
        if (product == "Gemm")
            (known.Contains('c') ? constants : feeds)["c"] = Samples.Floats(new Shape(columns), 3);
        Node[] nodes = tail switch
        {
            "clip" => new[] { Node("Clip", "v low high", "y") },
            "residual" => new[] { Node("Sub", "operand v", "y") },
            // Two functions of the table's that call a third one.
            "mish" => new[] { Node("Softplus", "v", "s"), Node("Tanh", "s", "t"), Node("Mul", "v t", "y") },
            _ => new[] { Node("PRelu", "v slope", "p"), Node("Add", "p operand", "a"), Node("Sigmoid", "a", "y") },
        };
        if (tail is "residual" or "everything")
            feeds["operand"] = Samples.Floats(new Shape(rows, columns), 5);
        Node kernel = Node(product, product == "Gemm" ? "x b c" : "x b", "v");
        HashSet<string> read = nodes.Append(kernel).SelectMany(n => n.Inputs).ToHashSet();
        return new Fused(kernel, nodes, constants.Where(c => read.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value), feeds);
    }

    private static Node Node(string type, string inputs, string output) => new(type, inputs.Split(' '), new[] { output }) { Name = output };
}
