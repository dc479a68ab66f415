using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Shapes;
using Fovea.Runtime.Passes;

namespace Fovea.Runtime;

/// <summary>
/// Finds values that can be made inside a concatenation because parts that are cut from them are pieces of it: those parts then are where the
/// concatenation will have them, and nothing is copied. Parts that are no pieces lie there until what belongs there is written over them, as
/// where blocks of YOLO concatenate a part with what they make of the other.
/// </summary>
internal sealed class CutPlacement
{
    private readonly GraphUses _uses;
    private readonly Dictionary<Node, int> _order = new();
    private readonly Func<Node, Operator> _operators;
    private readonly Func<string, Shape> _shapes;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="operators">The operator of a node.</param>
    /// <param name="shapes">The shape of a value.</param>
    public CutPlacement(Graph graph, Func<Node, Operator> operators, Func<string, Shape> shapes)
    {
        _uses = new GraphUses(graph);
        foreach (Node node in graph.Nodes)
            _order[node] = _order.Count;
        _operators = operators;
        _shapes = shapes;
    }

    /// <summary>Where what a node cuts can be made: the concatenation and the first coordinate in it; null where nowhere.</summary>
    /// <param name="split">A <c>Split</c> whose sizes are known.</param>
    public (string Whole, int Axis, int Start)? Find(Node split)
    {
        string source = split.Inputs[0];
        int axis = _shapes(source).Axis(split.Attributes.Int("axis"));
        // What is a view of another tensor is made where that is.
        if (_uses.OnlyReader(source) != split || split.Outputs.Any(o => o.Length == 0) || _uses.MakerOf(source) is not { } maker || SharesMemory(maker))
            return null;
        int at = 0;
        foreach (string part in split.Outputs)
        {
            foreach (Node concat in _uses.ReadersOf(part).Where(n => IsAlong(n, axis)))
            {
                int start = StartOf(part, concat, axis) - at;
                if (start >= 0 && start + _shapes(source)[axis] <= _shapes(concat.Outputs[0])[axis] && !IsInTheWay(split, concat, axis, start))
                    return (concat.Outputs[0], axis, start);
            }

            at += _shapes(part)[axis];
        }

        return null;
    }

    private bool IsAlong(Node node, int axis) =>
        node is { Domain: "", Operator: "Concat" } && _shapes(node.Outputs[0]).Axis(node.Attributes.Int("axis")) == axis && node.Inputs.Distinct().Count() == node.Inputs.Count;

    private int StartOf(string piece, Node concat, int axis) => concat.Inputs.TakeWhile(i => i != piece).Sum(i => _shapes(i)[axis]);

    // Whether a part would still be read when a piece of the concatenation is written over it.
    private bool IsInTheWay(Node split, Node concat, int axis, int start)
    {
        foreach (string part in split.Outputs)
        {
            int end = start + _shapes(part)[axis];
            int at = 0;
            foreach (string piece in concat.Inputs)
            {
                int next = at + _shapes(piece)[axis];
                bool isThere = piece == part && at == start;
                if (!isThere && at < end && start < next && !IsWrittenAfter(piece, part, exactly: at == start && next == end))
                    return true;
                at = next;
            }

            start = end;
        }

        return false;
    }

    // A kernel may write its result exactly over the operand of its epilogue.
    private bool IsWrittenAfter(string piece, string part, bool exactly)
    {
        if (_uses.IsOutput(part) || _uses.ReadersOf(part).Any(SharesMemory))
            return false;
        // What is no result of a kernel may be written by others earlier.
        if (_uses.MakerOf(piece) is not { } maker || SharesMemory(maker) || _uses.ReadersOf(piece).Count(n => n is { Domain: "", Operator: "Concat" }) != 1)
            return false;
        return _uses.ReadersOf(part).All(reader => _order[reader] < _order[maker] || (reader == maker && exactly && IsOperandOnly(part, maker)));
    }

    private bool IsOperandOnly(string part, Node node) =>
        _operators(node).EpilogueInputs is { } own && node.Inputs.Count == own + 1 && node.Inputs[own] == part && node.Inputs.Count(i => i == part) == 1;

    private bool SharesMemory(Node node) => node is { Domain: "", Operator: "Concat" or "Split" or "Slice" } || _operators(node) is ViewOperator;
}
