using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Movement;
using Fovea.Operators.Shapes;

namespace Fovea.Runtime;

/// <summary>
/// Chooses in which layout each value is made. Most operators leave no choice, or follow what they read; graph inputs and transpositions can
/// be made in either, and are made as their readers, and the readers behind those that follow, want them: every conversion is a dispatch.
/// </summary>
internal sealed class LayoutChoice
{
    // Followers are followed so far; behind that a value is taken for one that is wanted packed.
    private const int MostFollowed = 16;

    private readonly IReadOnlyDictionary<string, TensorInfo> _infos;
    private readonly HashSet<string> _outputs;
    private readonly Dictionary<string, List<(Node Node, Operator Operator)>> _readers = new();
    private readonly Dictionary<string, bool> _wanted = new();

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="operators">Its nodes in order.</param>
    /// <param name="infos">What is known of its values.</param>
    public LayoutChoice(Graph graph, IEnumerable<(Node Node, Operator Operator)> operators, IReadOnlyDictionary<string, TensorInfo> infos)
    {
        _infos = infos;
        _outputs = new HashSet<string>(graph.Outputs.Select(o => o.Name));
        foreach ((Node node, Operator op) in operators)
        {
            foreach (string input in node.Inputs.Where(i => i.Length > 0).Distinct())
            {
                if (!_readers.TryGetValue(input, out List<(Node Node, Operator Operator)>? readers))
                    _readers[input] = readers = new List<(Node Node, Operator Operator)>();
                readers.Add((node, op));
            }
        }
    }

    /// <summary>The layouts in which a node reads and writes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="op">Its operator.</param>
    /// <param name="produced">The layout in which each value that it reads exists.</param>
    public LayoutContext Of(Node node, Operator op, Func<string, Layout> produced)
    {
        var layouts = new LayoutContext(
            node.Inputs.Select(name => name.Length == 0 ? null : _infos[name]).ToArray(),
            node.Inputs.Select(name => name.Length == 0 ? Layout.RowMajor : produced(name)).ToArray(),
            node.Outputs.Select((name, i) => name.Length == 0 ? new TensorInfo(ElementType.Undefined, Shape.Scalar) : _infos[name]).ToArray())
        {
            Wanted = output => node.HasOutput(output) && IsWantedPacked(node.Outputs[output], 0),
        };
        op.ChooseLayouts(layouts);
        return layouts;
    }

    /// <summary>Whether all readers of a graph's input want it packed: then whoever fills it writes it so, and no conversion runs.</summary>
    public bool IsInputPacked(string name) => IsInputPacked(name, 0);

    private bool IsInputPacked(string name, int depth)
    {
        TensorInfo info = _infos[name];
        if (!LayoutContext.CanPack(info) || _outputs.Contains(name) || depth > MostFollowed)
            return false;
        bool read = false;
        foreach ((Node node, Operator op) in ReadersOf(name))
        {
            LayoutContext plain = Of(node, op, _ => Layout.RowMajor), packed = Of(node, op, n => n == name ? Layout.Packed : Layout.RowMajor);
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Inputs[i] != name || op.IsPlanTime(i))
                    continue;
                read = true;
                if (plain.InputLayouts[i] == Layout.Packed)
                    continue;
                // A transposition or a reshape reads any layout too, but what it reads need not have channels for its second axis.
                bool keepsAxes = op is not Transpose and not ViewOperator || _infos[node.Outputs[0]].Shape.Equals(info.Shape) && op is not Transpose;
                bool follows = keepsAxes && packed.InputLayouts[i] == Layout.Packed && node.Outputs.Count == 1 && packed.OutputLayouts[0] == Layout.Packed;
                if (!follows || !IsInputPacked(node.Outputs[0], depth + 1))
                    return false;
            }
        }

        return read;
    }

    // Whether some reader wants it packed, or passes it on to one.
    private bool IsWantedPacked(string name, int depth)
    {
        if (!LayoutContext.CanPack(_infos[name]))
            return false;
        if (_wanted.TryGetValue(name, out bool known))
            return known;
        if (depth > MostFollowed)
            return true;
        return _wanted[name] = ReadersOf(name).Any(reader => IsWantedPackedBy(reader.Node, reader.Operator, name, depth));
    }

    private bool IsWantedPackedBy(Node node, Operator op, string name, int depth)
    {
        LayoutContext plain = Of(node, op, _ => Layout.RowMajor), packed = Of(node, op, n => n == name ? Layout.Packed : Layout.RowMajor);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] == name && !op.IsPlanTime(i) && plain.InputLayouts[i] == Layout.Packed)
                return true;
        }

        return node.Outputs.Where((output, i) =>
            output.Length > 0 && packed.OutputLayouts[i] == Layout.Packed && plain.OutputLayouts[i] != Layout.Packed && IsWantedPacked(output, depth + 1)).Any();
    }

    private IReadOnlyList<(Node Node, Operator Operator)> ReadersOf(string name) =>
        _readers.TryGetValue(name, out List<(Node Node, Operator Operator)>? readers) ? readers : (IReadOnlyList<(Node Node, Operator Operator)>)Array.Empty<(Node Node, Operator Operator)>();
}
