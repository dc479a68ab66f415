using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>What is computed twice alike is computed once.</summary>
public sealed class ShareCommonTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["a"] = Tensor.Scalar(0.5f),
        ["same"] = Tensor.Scalar(0.5f),
        ["other"] = Tensor.Scalar(0.25f),
    };

    [SkippableFact]
    public void Nodes_alike_become_one_even_if_their_constants_have_other_names()
    {
        Graph graph = Build(
            new Shape(2, 3), Constants,
            Node("Mul", "x a", "p"), Node("Mul", "x same", "q"), Node("Exp", "p", "ep"), Node("Exp", "q", "eq"), Node("Mul", "x other", "r"),
            Node("Sub", "ep r", "s"), Node("Add", "s eq", "y"));
        Graph after = Apply(new ShareCommon(), graph);
        Assert.Equal(new[] { "Mul", "Exp", "Mul", "Sub", "Add" }, Operators(after));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Not_where_an_attribute_differs_or_an_output_of_the_graph_would_lose_its_name()
    {
        Graph graph = Build(
            new Shape(2, 3), Constants,
            Node("LeakyRelu", "x", "p", ("alpha", 0.1f)), Node("LeakyRelu", "x", "q", ("alpha", 0.2f)), Node("Add", "p q", "sum"), Node("Add", "p q", "y"));
        graph = graph with { Outputs = graph.Outputs.Append(new ValueInfo("sum", ElementType.Float, (IReadOnlyList<Dimension>?)null)).ToArray() };
        Assert.Equal(4, Apply(new ShareCommon(), graph).Nodes.Count);
        AssertSame(graph);
    }
}
