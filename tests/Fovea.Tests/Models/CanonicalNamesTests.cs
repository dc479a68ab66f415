using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Models;

/// <summary>Inputs and outputs keep their names, and values that come or go confuse nobody.</summary>
public sealed class CanonicalNamesTests
{
    [Fact]
    public void Identities_are_gone()
    {
        Assert.Equal(new[] { "Relu(x) -> a", "Add(a, a) -> y" }, Canonical(new Net(13).Input("x", 1).Output("y")
            .Node("Relu", "x", "a").Node("Identity", "a", "b").Node("Identity", "b", "c").Node("Add", "b c", "y")));
        Assert.Equal(new[] { "Relu(x) -> y", "Abs(y) -> z" }, Canonical(new Net(13).Input("x", 1).Output("y").Output("z")
            .Node("Relu", "x", "a").Node("Identity", "a", "y").Node("Abs", "a", "z")));
    }

    [Fact]
    public void Identities_that_an_output_needs_stay()
    {
        Assert.Equal(new[] { "Identity(x) -> y" }, Canonical(new Net(13).Input("x", 1).Output("y").Node("Identity", "x", "y")));
        Assert.Equal(new[] { "Relu(x) -> a", "Identity(a) -> y" }, Canonical(new Net(13).Input("x", 1).Output("a").Output("y")
            .Node("Relu", "x", "a").Node("Identity", "a", "y")));
        Assert.Equal(new[] { "Relu(x) -> y", "Identity(y) -> z" }, Canonical(new Net(13).Input("x", 1).Output("y").Output("z")
            .Node("Relu", "x", "a").Node("Dropout", "a", "y").Node("Identity", "a", "z")));
    }

    [Fact]
    public void Inner_graphs_are_canonical_and_follow_renamed_values()
    {
        Graph branch = new Net(11).Output("z").Node("Identity", "a", "b").Node("Clip", "b", "c").Node("Squeeze", "c", "s", ("axes", new[] { 0L }))
            .Node("Identity", "s", "z").Graph("branch");
        Graph through = new Net(11).Output("a").Graph("through");
        string[] text = Canonical(new Net(11).Input("x", 1).Input("f", ElementType.Bool).Output("y").Output("r")
            .Node("Relu", "x", "r0").Node("Identity", "r0", "a").Node("Identity", "r0", "r")
            .Node("If", "f", "y", ("then_branch", branch), ("else_branch", through)));
        Assert.Equal(new[] { "Relu(x) -> r", "If(f; else_branch={}; then_branch={Clip(r) -> c; Squeeze(c, s/axes) -> z}) -> y" },
            text.Select(l => l.Replace("[0]", "s/axes")));
    }

    [Fact]
    public void New_names_are_free_in_the_whole_model()
    {
        Graph inner = new Net(11).Output("y/axes_2").Node("Abs", "x", "y/axes_2").Graph("inner");
        Graph graph = Canonicalizer.Apply(new Net(11).Input("x", 1, 1).Input("f", ElementType.Bool).Output("y").Output("y/axes").Output("q")
            .Node("Squeeze", "x", "y", ("axes", new[] { 0L })).Node("Abs", "x", "y/axes")
            .Node("If", "f", "q", ("then_branch", inner), ("else_branch", inner)).Loaded());
        Assert.Equal("y/axes_3", Assert.Single(graph.Constants).Key);
        Assert.Equal("y/axes_3", graph.Nodes[0].Inputs[1]);
    }

    [Fact]
    public void Nodes_of_other_domains_stay_as_they_are()
    {
        var node = new Node("Softmax", new[] { "x" }, new[] { "y" }) { Domain = "com.example", Opset = 1 };
        var graph = new Graph("g", new[] { new ValueInfo("x", ElementType.Float, new Shape(1)) }, new[] { new ValueInfo("y", ElementType.Float, new Shape(1)) },
            new[] { node }, new Dictionary<string, Tensor>());
        Assert.Same(node, Assert.Single(Canonicalizer.Apply(graph).Nodes));
    }

    [SkippableTheory, MemberData(nameof(OnnxFileTests.Assets), MemberType = typeof(OnnxFileTests))]
    public void A_real_model_computes_the_same_in_canonical_form(string name)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        Skip.If(model.Graph.Inputs[0].Shape is null, "The model's input has no constant shape.");
        Graph graph = Canonicalizer.Apply(model);
        Assert.Equal(model.Graph.Inputs, graph.Inputs);
        Assert.Equal(model.Graph.Outputs, graph.Outputs);
        Assert.DoesNotContain(graph.Nodes, n => n.Operator is "Identity" or "Dropout" or "Upsample" or "Constant");
        Tensor[] before = OnnxRuntimeReference.Run(model);
        Tensor[] after = OnnxRuntimeReference.Run(new Model(graph, new Dictionary<string, int> { [""] = Canonicalizer.Opset }));
        foreach ((Tensor a, Tensor b) in before.Zip(after))
        {
            Assert.Equal(a.Shape, b.Shape);
            float[] x = a.ToSingles(), y = b.ToSingles();
            float range = x.Max() - x.Min();
            Assert.All(x.Zip(y), p => Assert.InRange(Math.Abs(p.First - p.Second), 0, 1e-5f * range));
        }
    }

    private static string[] Canonical(Net net) => GraphText.Of(Canonicalizer.Apply(net.Loaded()));
}
