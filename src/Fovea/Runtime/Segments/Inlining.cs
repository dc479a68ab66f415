using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Models.Canonical;

namespace Fovea.Runtime.Segments;

/// <summary>Writes the nodes of inner graphs out into the graph around them, under names of their own.</summary>
internal sealed class Inlining
{
    /// <summary>The nodes written so far.</summary>
    public List<Node> Nodes { get; } = new();

    /// <summary>The constants that they read.</summary>
    public Dictionary<string, Tensor> Constants { get; } = new();

    /// <summary>Writes one graph out.</summary>
    /// <param name="body">The graph.</param>
    /// <param name="prefix">What its values' names begin with; no other call has the same.</param>
    /// <param name="arguments">The values that its inputs are.</param>
    /// <returns>The names of the values that its outputs are.</returns>
    public string[] Inline(Graph body, string prefix, IReadOnlyList<string> arguments)
    {
        var names = new Dictionary<string, string>();
        for (int i = 0; i < body.Inputs.Count; i++)
            names[body.Inputs[i].Name] = arguments[i];
        foreach (KeyValuePair<string, Tensor> constant in body.Constants)
        {
            names[constant.Key] = prefix + constant.Key;
            Constants[prefix + constant.Key] = constant.Value;
        }

        foreach (Node node in body.Nodes)
        {
            Node renamed = Renaming.Apply(node, names);
            if (node is { Operator: "Identity", Domain: "" })
            {
                names[node.Outputs[0]] = renamed.Inputs[0];
                continue;
            }

            foreach (string output in node.Outputs.Where(o => o.Length > 0))
                names[output] = prefix + output;
            Nodes.Add(renamed with
            {
                Name = node.Name.Length > 0 ? prefix + node.Name : "",
                Outputs = node.Outputs.Select(o => o.Length > 0 ? names[o] : o).ToArray(),
            });
        }

        return body.Outputs.Select(o => names.TryGetValue(o.Name, out string? name) ? name : o.Name).ToArray();
    }

    /// <summary>Writes a node of one output.</summary>
    public string Emit(string output, string type, string[] inputs, Attributes? attributes = null)
    {
        Nodes.Add(new Node(type, inputs, new[] { output }) { Attributes = attributes ?? Attributes.None });
        return output;
    }

    /// <summary>Adds a constant.</summary>
    public string Constant(string name, Tensor value)
    {
        Constants[name] = value;
        return name;
    }

    /// <summary>Gives values the names that the node written out had for them.</summary>
    public void Name(IReadOnlyList<string> outputs, IReadOnlyList<string> values)
    {
        for (int i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Length > 0)
                Emit(outputs[i], "Identity", new[] { values[i] });
        }
    }

    /// <summary>Writes the pieces that turns gave as one value: stacked along a new axis.</summary>
    public string Stack(string name, IReadOnlyList<string> pieces, long axis)
    {
        string axes = Constant($"{name}/axes", Tensor.Vector(axis));
        string[] rows = pieces.Select((piece, i) => Emit($"{name}/piece_{i}", "Unsqueeze", new[] { piece, axes })).ToArray();
        return Emit($"{name}/stacked", "Concat", rows, Attributes.None.With("axis", axis));
    }
}
