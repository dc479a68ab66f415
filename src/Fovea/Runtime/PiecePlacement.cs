using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Shapes;

namespace Fovea.Runtime;

/// <summary>
/// Lets whoever makes a tensor that is concatenated write it where the concatenation will have it, so that nothing is copied. What is
/// reshaped before it is concatenated is written there too, and so is what is cut into parts that are concatenated.
/// </summary>
internal sealed class PiecePlacement
{
    private readonly IReadOnlyDictionary<string, TensorInfo> _infos;
    private readonly int _alignment;
    private readonly StoragePrecision _storage;
    private readonly Dictionary<string, (string Whole, int Axis, int Start)> _pieces = new();

    // Values that a node gives another shape, with the name under which it does.
    private readonly Dictionary<string, string> _reshaped = new();
    private readonly Dictionary<string, PlanTensor> _wholes = new();

    // Values that are made inside a concatenation, with the node that cuts them.
    private readonly Dictionary<string, (string Whole, int Axis, int Start, Node Split)> _cut = new();

    /// <summary>Finds what is concatenated.</summary>
    /// <param name="operators">The graph's nodes in order.</param>
    /// <param name="infos">What is known of each value.</param>
    /// <param name="alignment">What every offset of a tensor in a buffer is a multiple of, in bytes.</param>
    /// <param name="storage">How packed maps are stored; null for single precision. A piece is stored as the whole is.</param>
    /// <param name="cuts">Tells what can be made inside a concatenation before it is cut; null where parts must outlive what is written over them.</param>
    public PiecePlacement(
        IEnumerable<(Node Node, Operator Operator)> operators, IReadOnlyDictionary<string, TensorInfo> infos, int alignment, StoragePrecision? storage = null,
        CutPlacement? cuts = null)
    {
        _infos = infos;
        _alignment = alignment;
        _storage = storage ?? new StoragePrecision(Precision.Single);
        foreach ((Node node, Operator op) in operators)
        {
            if (op is ViewOperator && node.HasInput(0))
                _reshaped.TryAdd(node.Inputs[0], node.Outputs[0]);
            else if (node.Domain.Length == 0 && node.Operator == "Concat" && node.HasOutput(0))
                Add(node);
            else if (node.Domain.Length == 0 && node.Operator == "Split" && cuts?.Find(node) is var (whole, axis, start) && _cut.Values.All(c => c.Whole != whole))
                _cut[node.Inputs[0]] = (whole, axis, start, node);
        }
    }

    /// <summary>The tensor to make a value in, where it is a piece of another or others are pieces of it; null where it stands for itself.</summary>
    public PlanTensor? Find(string value, Layout layout) => Find(value, layout, 0);

    private void Add(Node concat)
    {
        Shape shape = _infos[concat.Outputs[0]].Shape;
        int axis = shape.Axis(concat.Attributes.Int("axis")), start = 0;
        // With a single input there is nothing to join: the operator makes a view of it.
        foreach (string input in concat.Inputs.Count(i => _infos[i].Shape.Count > 0) > 1 ? concat.Inputs : Enumerable.Empty<string>())
        {
            TensorInfo info = _infos[input];
            if (info.Shape.Count > 0 && info.Value is null)
                _pieces.TryAdd(input, (concat.Outputs[0], axis, start));
            start += info.Shape[axis];
        }
    }

    // Chains of concatenations and reshapes are as long as networks are deep; a limit keeps the recursion off the end of the stack.
    private PlanTensor? Find(string value, Layout layout, int depth)
    {
        if (depth > 256)
            return null;
        if (_wholes.TryGetValue(value, out PlanTensor? made))
            return made.Layout == layout ? made : null;
        TensorInfo info = _infos[value];
        if (_pieces.TryGetValue(value, out (string Whole, int Axis, int Start) piece))
            return Within(piece.Whole, piece.Axis, piece.Start);
        if (_cut.TryGetValue(value, out (string Whole, int Axis, int Start, Node Split) cut))
            return Within(cut.Whole, cut.Axis, cut.Start) is { } place && CanBeCut(place, cut.Split, cut.Axis) ? place : null;

        return _reshaped.TryGetValue(value, out string? name) && IsSameOrder(info, _infos[name], layout) && Find(name, layout, depth + 1) is { } reshaped
            ? reshaped.Piece(value, info.Shape, 0)
            : null;

        PlanTensor? Within(string name, int axis, int start) =>
            Whole(name, layout, depth + 1) is { } whole && whole.Type == info.Type && OffsetOf(whole, axis, start, info.Shape[axis]) is { } offset
                ? whole.Piece(value, info.Shape, offset)
                : null;
    }

    // Of a part that can be bound where it lies; null where it cannot.
    private long? OffsetOf(PlanTensor tensor, int axis, int start, int length) =>
        tensor.OffsetOfPiece(axis, start, length) is { } offset && (tensor.RootOffset + offset) % _alignment == 0 ? offset : null;

    // Whether every part can be read where it lies.
    private bool CanBeCut(PlanTensor tensor, Node split, int axis)
    {
        int start = 0;
        foreach (string part in split.Outputs)
        {
            int length = _infos[part].Shape[axis];
            if (length == 0 || OffsetOf(tensor, axis, start, length) is null)
                return false;
            start += length;
        }

        return true;
    }

    // As ViewOperator has it.
    private static bool IsSameOrder(TensorInfo from, TensorInfo to, Layout layout) => layout == Layout.RowMajor ||
        (LayoutContext.CanPack(from) && LayoutContext.CanPack(to) && from.Shape[0] == to.Shape[0] && from.Shape[1] == to.Shape[1]);

    // Made in the layout in which its first piece is made; in another it has no pieces.
    private PlanTensor? Whole(string value, Layout layout, int depth)
    {
        if (_wholes.TryGetValue(value, out PlanTensor? made))
            return made.Layout == layout ? made : null;
        TensorInfo info = _infos[value];
        if (layout == Layout.Packed && !LayoutContext.CanPack(info))
            return null;
        return _wholes[value] = Find(value, layout, depth) ??
            new PlanTensor(value, info.Type, info.Shape, layout, PlanStorage.Arena) { Precision = _storage.Of(info.Shape, layout) };
    }
}
