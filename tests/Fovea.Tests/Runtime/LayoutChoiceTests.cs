using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>A transposition is written in the layout in which it is read, so that nothing has to be converted.</summary>
public sealed class LayoutChoiceTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["m"] = Random("m", 5, 6),
        ["w"] = Random("w", 8, 3, 1, 1),
        ["three"] = Tensor.Scalar(3f),
    };

    // The attention of a transformer: what is transposed is multiplied, at once or behind element-wise operators.
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_major_for_products_of_matrices(bool scaled)
    {
        Node[] nodes = scaled
            ? new[] { Transpose("x", "t", 0, 2, 1), Node("Exp", "t", "e"), Node("Mul", "e three", "s"), Node("MatMul", "s m", "y") }
            : new[] { Transpose("x", "t", 0, 2, 1), Node("MatMul", "t m", "y") };
        // Channels last would be row-major anyway.
        nodes[0] = Transpose("x", "t", 1, 0, 2);
        Graph graph = Build(new Shape(7, 3, 5), Constants, nodes);
        Assert.Equal(0, Conversions(graph));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Row_major_where_it_is_a_result()
    {
        Graph graph = Build(new Shape(4, 2, 3, 5), Constants, Node("Exp", "x", "e"), Transpose("e", "y", 1, 0, 3, 2));
        Assert.Equal(0, Conversions(graph));
        AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packed_for_convolutions(bool scaled)
    {
        Node[] nodes = scaled
            ? new[] { Transpose("x", "t", 0, 3, 1, 2), Node("Exp", "t", "e"), Node("Softplus", "e", "s"), Node("Conv", "s w", "c"), Node("GlobalMaxPool", "c", "y") }
            : new[] { Transpose("x", "t", 0, 3, 1, 2), Node("Conv", "t w", "c"), Node("GlobalMaxPool", "c", "y") };
        Graph graph = Build(new Shape(2, 5, 7, 3), Constants, nodes);
        Assert.Equal(0, Conversions(graph));
        AssertSame(graph);
    }

    // One of the two has to convert it.
    [SkippableFact]
    public void Packed_where_the_readers_differ()
    {
        Graph graph = Build(
            new Shape(2, 7, 5, 3), Constants,
            Transpose("x", "t", 0, 3, 1, 2), Node("Conv", "t w", "c"), Node("GlobalMaxPool", "c", "p"), Node("MatMul", "t m", "q"), Node("ReduceMax", "q", "r"), Node("Add", "p r", "y"));
        Assert.Equal(1, Conversions(graph));
        AssertSame(graph);
    }

    private static int Conversions(Graph graph)
    {
        PlanBlueprint plan = PlanOf(graph);
        Assert.Empty(HazardChecker.Check(plan));
        // That of the result of a convolution, a single pixel, takes none.
        return plan.Steps.Count(s => s.Operator == Planner.Conversion);
    }
}
