using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>
/// Gives outputs a fixed number of rows whose number follows from what a network finds, as that of a detector which suppresses boxes itself:
/// zeros follow where there are fewer, and what is beyond is cut off. A frame loop can then read them without knowing how many there are.
/// </summary>
public static class ModelRows
{
    /// <summary>The same network with outputs of so many rows.</summary>
    /// <param name="model">The network.</param>
    /// <param name="rows">How many rows, at least 1.</param>
    /// <returns>
    /// The network; the same object where nothing had to change. Outputs of rank 1 to 4 count as lists whose rows are their only open dimension
    /// beside a batch in front; others stay as they are.
    /// </returns>
    public static Model Fix(Model model, int rows)
    {
        if (rows < 1)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "A list has at least one row.");
        int opset = model.Opsets.TryGetValue("", out int version) ? version : 21;
        var nodes = new List<Node>(model.Graph.Nodes);
        var constants = new Dictionary<string, Tensor>();
        foreach (KeyValuePair<string, Tensor> constant in model.Graph.Constants)
            constants.Add(constant.Key, constant.Value);
        ValueInfo[] outputs = model.Graph.Outputs.Select(o => Fixed(o, rows, opset, nodes, constants)).ToArray();
        return nodes.Count == model.Graph.Nodes.Count
            ? model
            : model with { Graph = model.Graph with { Outputs = outputs, Nodes = nodes, Constants = constants } };
    }

    private static ValueInfo Fixed(ValueInfo output, int rows, int opset, List<Node> nodes, Dictionary<string, Tensor> constants)
    {
        if (output.Dimensions is not { Count: >= 1 and <= 4 } dimensions || output.Type == ElementType.Undefined)
            return output;
        // Rows are the last dimension but one, or the last of lists of scores; a batch in front may be open too.
        int axis = Array.FindLastIndex(dimensions.ToArray(), d => d.Value is null);
        bool others = dimensions.Where((d, i) => i != axis && i != 0).Any(d => d.Value is null);
        if (axis < 0 || others || (axis == 0 && dimensions.Count > 2))
            return output;
        int[] sizes = dimensions.Select((d, i) => i == axis ? rows : d.Value ?? 1).ToArray();
        var shape = new Shape(sizes);
        string name = output.Name + " rows", zeros = name + ".zeros", joined = name + ".joined";
        constants[zeros] = new Tensor(output.Type, shape, new byte[(long)shape.Count * output.Type.SizeInBytes()]);
        nodes.Add(new Node("Concat", new[] { output.Name, zeros }, new[] { joined })
        {
            Name = joined,
            Opset = opset,
            Attributes = new Attributes(new Dictionary<string, object> { ["axis"] = (long)axis }),
        });
        nodes.Add(Slice(joined, name, axis, rows, opset, constants));
        return new ValueInfo(name, output.Type, shape);
    }

    // Up to operator set 9 what to slice is told by attributes.
    private static Node Slice(string from, string to, int axis, int rows, int opset, Dictionary<string, Tensor> constants)
    {
        if (opset < 10)
        {
            var attributes = new Dictionary<string, object>
            {
                ["starts"] = new long[] { 0 },
                ["ends"] = new long[] { rows },
                ["axes"] = new long[] { axis },
            };
            return new Node("Slice", new[] { from }, new[] { to }) { Name = to, Opset = opset, Attributes = new Attributes(attributes) };
        }

        foreach ((string part, long value) in new[] { ("start", 0L), ("end", rows), ("axis", axis) })
            constants[$"{to}.{part}"] = Tensor.Of<long>(new Shape(1), new[] { value });
        return new Node("Slice", new[] { from, to + ".start", to + ".end", to + ".axis" }, new[] { to }) { Name = to, Opset = opset };
    }
}
