using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>A value that is quantized and dequantized becomes element-wise operators that the kernel before it takes in.</summary>
public sealed class JoinQuantizationTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w"] = Random("w", 5, 3, 3, 3),
        ["step"] = Tensor.Scalar(0.0625f),
        ["coarse"] = Tensor.Scalar(0.25f),
        ["steps"] = Tensor.Of<float>(new Shape(3), new[] { 0.0078125f, 0.0625f, 0.03f }),
        ["u7"] = Tensor.Of<byte>(Shape.Scalar, new byte[] { 7 }),
        ["u8"] = Tensor.Of<byte>(Shape.Scalar, new byte[] { 8 }),
        ["i-3"] = Tensor.Of<sbyte>(Shape.Scalar, new sbyte[] { -3 }),
        ["i-3,"] = Tensor.Of<sbyte>(new Shape(3), new sbyte[] { -3, -3, -3 }),
        ["mixed"] = Tensor.Of<sbyte>(new Shape(3), new sbyte[] { -3, -3, 0 }),
    };

    [SkippableTheory]
    [InlineData("step u7", "step u7", 1)]
    [InlineData("step i-3", "step i-3", 1)]
    [InlineData("step", "step", 1)]
    [InlineData("step u7", "coarse u7", 1)]
    [InlineData("steps i-3,", "steps i-3,", 2)]
    public void Becomes_what_it_does_in_floats(string quantized, string dequantized, int dispatches)
    {
        Graph graph = Build(
            new Shape(2, 3, 5, 7), Constants,
            Node("QuantizeLinear", $"x {quantized}", "q"), Node("DequantizeLinear", $"q {dequantized}", "d"), Node("Relu", "d", "y"));
        Assert.Equal(new[] { "QuantizeLinear", "Div", "Round", "Clip", "Mul", "Relu" }, Operators(Apply(new JoinQuantization(), graph)));
        Assert.Equal(dispatches, PlanOf(graph).Steps.Count);
        AssertSame(graph);
    }

    [SkippableFact]
    public void Joins_the_convolution_that_made_the_value()
    {
        Graph graph = Build(
            new Shape(1, 3, 9, 7), Constants,
            Node("Conv", "x w", "c"), Node("Relu", "c", "r"), Node("QuantizeLinear", "r step u7", "q"), Node("DequantizeLinear", "q step u7", "d"),
            Node("MaxPool", "d", "y", ("kernel_shape", new[] { 2L, 2 })));

        // Which of the convolution's kernels it is, the device decides.
        Assert.Equal(
            new[] { "operators/convolution", "operators/pooling" },
            PlanOf(graph).Steps.Select(s => s.Shader).Where(s => !s.Contains("/movement/")).Select(s => s[..s.LastIndexOf('/')]).ToArray());
    }

    [SkippableTheory]
    [InlineData("step u7", "step u8")]
    [InlineData("steps mixed", "steps mixed")]
    public void What_has_another_zero_stays(string quantized, string dequantized)
    {
        Graph graph = Build(
            new Shape(2, 3, 5, 7), Constants, Node("QuantizeLinear", $"x {quantized}", "q"), Node("DequantizeLinear", $"q {dequantized}", "y"));
        Assert.Same(graph, Apply(new JoinQuantization(), graph));
        AssertSame(graph);
    }
}
