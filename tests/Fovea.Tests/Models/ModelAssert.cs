using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Models;

/// <summary>Compares networks by content, which their own equality does not.</summary>
internal static class ModelAssert
{
    public static void Same(Model expected, Model actual)
    {
        Assert.Equal(expected.Opsets.OrderBy(p => p.Key), actual.Opsets.OrderBy(p => p.Key));
        Assert.Equal(expected.Metadata.OrderBy(p => p.Key), actual.Metadata.OrderBy(p => p.Key));
        Assert.Equal(expected.Producer, actual.Producer);
        Same(expected.Graph, actual.Graph);
    }

    public static void Same(Graph expected, Graph actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Inputs.Select(v => v.ToString()), actual.Inputs.Select(v => v.ToString()));
        Assert.Equal(expected.Outputs.Select(v => v.ToString()), actual.Outputs.Select(v => v.ToString()));
        Assert.Equal(expected.Constants.Keys.OrderBy(k => k, StringComparer.Ordinal), actual.Constants.Keys.OrderBy(k => k, StringComparer.Ordinal));
        foreach ((string name, Tensor tensor) in expected.Constants)
            Same(tensor, actual.Constants[name]);
        Assert.Equal(expected.Nodes.Count, actual.Nodes.Count);
        foreach ((Node a, Node b) in expected.Nodes.Zip(actual.Nodes))
            Same(a, b);
    }

    public static void Same(Node a, Node b)
    {
        Assert.Equal((a.Operator, a.Domain, a.Name, a.Opset), (b.Operator, b.Domain, b.Name, b.Opset));
        Assert.Equal(a.Inputs, b.Inputs);
        Assert.Equal(a.Outputs, b.Outputs);
        Assert.Equal(a.Attributes.Values.Keys.OrderBy(k => k), b.Attributes.Values.Keys.OrderBy(k => k));
        foreach ((string name, object value) in a.Attributes.Values)
            Same(value, b.Attributes.Values[name]);
    }

    public static void Same(Tensor a, Tensor b)
    {
        Assert.Equal((a.Type, a.Shape), (b.Type, b.Shape));
        Assert.True(a.Bytes.Span.SequenceEqual(b.Bytes.Span), $"Two {a} hold different elements.");
    }

    private static void Same(object a, object b)
    {
        if (a is Array { Length: 0 } && b is Array { Length: 0 })
            return;
        Assert.Equal(a.GetType(), b.GetType());
        if (a is Tensor tensor)
            Same(tensor, (Tensor)b);
        else if (a is Graph graph)
            Same(graph, (Graph)b);
        else if (a is IEnumerable<Tensor> tensors)
            Assert.All(tensors.Zip((Tensor[])b), p => Same(p.First, p.Second));
        else if (a is IEnumerable<Graph> graphs)
            Assert.All(graphs.Zip((Graph[])b), p => Same(p.First, p.Second));
        else
            Assert.Equal(a, b);
    }
}
