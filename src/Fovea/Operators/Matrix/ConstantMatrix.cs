using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Matrix;

/// <summary>
/// Plans products with a constant matrix: y = alpha * a * b + beta * c and an epilogue, where c is a constant row or left out. The matrix is
/// packed once into vec4 over four columns: [vec4 of a row of a][its lane][vec4 of a row of y], then c, then the epilogue's constants.
/// </summary>
internal sealed class ConstantMatrix
{
    // Sums that are cut into parts keep at least this many vec4 each, those that a group shares fewer.
    private const int ShortestPart = 16;
    private const int ShortestShare = 4;

    // Invocations and groups with which a large GPU is busy.
    private const int Enough = 1 << 16;
    private const int EnoughGroups = 128;

    // Of one group: more are hard to place beside others.
    private const int MostInvocations = 256;

    private readonly PlanBuilder _plan;
    private readonly MatrixSizes _sizes;
    private readonly bool _hasAddend;
    private readonly float _alpha;
    private readonly float _beta;
    private readonly Epilogue _epilogue;
    private readonly PlanTensor? _operand;
    private PlanTensor? _partial;

    public ConstantMatrix(PlanBuilder plan, MatrixSizes sizes, bool hasAddend, float alpha, float beta, Epilogue epilogue, PlanTensor? operand)
    {
        _plan = plan;
        _sizes = sizes;
        _hasAddend = hasAddend;
        _alpha = alpha;
        _beta = beta;
        _epilogue = epilogue;
        _operand = operand;
    }

    private int Depth => (_sizes.Depth + 3) / 4;

    private int Vectors => (_sizes.Columns + 3) / 4;

    private int FirstBias => 4 * Depth * Vectors;

    /// <summary>The variants that are possible, the usual one first.</summary>
    public IEnumerable<KernelVariant> Variants()
    {
        if (_sizes.Rows == 1)
        {
            // A software rasterizer's barriers cost it more than the few groups that there are without.
            (int X, int Y)[] groups = _plan.BufferTextures ? new[] { (8, 1), (16, 8) } : VectorGroups();
            foreach ((int X, int Y) group in groups)
                yield return Variant(FormattableString.Invariant($"vector by {group.X}x{group.Y}"), 1, parts => Vector(group, parts));
            foreach (int parts in _plan.BufferTextures ? Parts() : Array.Empty<int>())
                yield return Variant(FormattableString.Invariant($"vector by {groups[0].X}x{groups[0].Y} split {parts}"), parts, p => Vector(groups[0], p));
        }

        // Of a single row a GPU's panel took 1.3 times as long as the vector.
        if (!CanMakePanels || (_sizes.Rows == 1 && !_plan.BufferTextures))
            yield break;
        foreach ((int rows, int blocks, int shares) in _plan.BufferTextures ? SoftwarePanels() : DevicePanels())
        {
            string name = FormattableString.Invariant($"panel {rows}x{4 * blocks}") + (shares > 1 ? FormattableString.Invariant($" by {shares}") : "");
            yield return Variant(name, 1, parts => Panel(rows, blocks, shares, parts));
            if (rows == 4 && blocks == 2 && shares == 1)
            {
                foreach (int parts in Parts())
                    yield return Variant(FormattableString.Invariant($"{name} split {parts}"), parts, p => Panel(rows, blocks, shares, p));
            }
        }
    }

    /// <summary>
    /// Whether a panel should be faster on a GPU than tiles in shared memory: with few rows these are too few to keep it busy, and nobody
    /// shares their sums.
    /// </summary>
    public bool IsPanel => CanMakePanels && _sizes.Rows * (long)Vectors <= 4 * Enough;

    private IEnumerable<(int Rows, int Blocks, int Shares)> SoftwarePanels() =>
        new[] { (8, 2), (4, 4), (4, 2), (8, 1), (2, 4), (1, 2), (1, 1) }.Where(t => Suits(t.Item1, t.Item2)).Select(t => (t.Item1, t.Item2, 1));

    private bool Suits(int rows, int blocks) => rows < 2 * _sizes.Rows && blocks <= Vectors;

    // The largest panel whose invocations are enough stands first, else the one that has most.
    private IEnumerable<(int Rows, int Blocks, int Shares)> DevicePanels()
    {
        (int Rows, int Blocks)[] tiles = new[] { (4, 2), (2, 2), (4, 1), (8, 1), (2, 1), (1, 1), (8, 2) }.Where(t => Suits(t.Item1, t.Item2)).ToArray();
        (int Rows, int Blocks, int Shares)[] all = tiles.Select(t => (t.Rows, t.Blocks, Shares: SharesOf(t.Rows, t.Blocks))).ToArray();
        int Invocations((int Rows, int Blocks, int Shares) p) => Across(p.Blocks) * Down(p.Rows) * p.Shares;
        (int Rows, int Blocks, int Shares) first = all.OrderByDescending(p => Math.Min(Enough, Invocations(p))).First();
        return all.Where(p => p == first).Concat(all).Concat(tiles.Select(t => (t.Rows, t.Blocks, 1)))
            .Concat(new[] { first.Shares / 2, first.Shares * 2 }.Where(shares => shares > 1 && Fits(first.Rows, first.Blocks, shares)).Select(shares => (first.Rows, first.Blocks, shares)))
            .Distinct();
    }

    private int SharesOf(int rows, int blocks)
    {
        int shares = 1;
        while (Across(blocks) * Down(rows) * shares < Enough && Fits(rows, blocks, 2 * shares))
            shares *= 2;
        return shares;
    }

    private bool Fits(int rows, int blocks, int shares)
    {
        (int x, int y) = PanelGroup(blocks, shares);
        int size = x * y * shares;
        return Depth / shares >= ShortestShare && shares <= _plan.Limits.MaxLocalZ && size <= Math.Min(2 * MostInvocations, _plan.Limits.MaxInvocations)
            && 16 * size * rows * blocks <= GpuLimits.Portable.MaxSharedBytes;
    }

    private int Across(int blocks) => (Vectors + blocks - 1) / blocks;

    private int Down(int rows) => (_sizes.Rows + rows - 1) / rows;

    // Of a GPU: neighbours read neighbouring weights, those below each other what they have in common.
    private (int X, int Y) PanelGroup(int blocks, int shares)
    {
        int across = Across(blocks);
        return (across > 16 ? 32 : across > 8 ? 16 : 8, shares > 1 ? 1 : 2);
    }

    // Narrow groups are many, and long columns of invocations make their sums short. The first is what should be fastest.
    private (int X, int Y)[] VectorGroups()
    {
        int x = 32;
        while (x > 4 && (Vectors + x - 1) / x < EnoughGroups)
            x /= 2;
        int largest = Math.Min(MostInvocations, _plan.Limits.MaxInvocations), y = 1;
        while (2 * y * x <= largest && Depth / (2 * y) >= ShortestShare)
            y *= 2;
        return new[] { (x, y), (x, Math.Max(1, y / 2)), (2 * x, Math.Max(1, y / 2)), (x / 2, Math.Max(1, Math.Min(2 * y, largest / x))) }.Distinct().ToArray();
    }

    // Vec4 must not reach from one row into the next.
    private bool CanMakePanels => _sizes.Depth % 4 == 0 && _sizes.Columns % 4 == 0 && _sizes.A == (_sizes.Depth, 1);

    // Where few results each take a long sum, more invocations share it.
    private IEnumerable<int> Parts() =>
        _sizes.Rows * Vectors > 4096 ? Array.Empty<int>() : new[] { 2, 4, 8, 16 }.Where(parts => Depth / parts >= ShortestPart);

    private KernelVariant Variant(string name, int parts, Func<int, DispatchBuilder> begin) => new(name, () =>
    {
        DispatchBuilder dispatch = begin(parts);
        if (parts > 1)
            Join(parts);
    });

    private DispatchBuilder Vector((int X, int Y) group, int parts)
    {
        DispatchBuilder dispatch = Begin("operators/matrix/vector.comp", parts).Int(_sizes.Depth, _sizes.Columns, Vectors, FirstBias);
        Finish(dispatch, parts);
        dispatch.Over((Vectors, group.Y, parts), (group.X, group.Y, 1));
        return dispatch;
    }

    private DispatchBuilder Panel(int rows, int blocks, int shares, int parts)
    {
        DispatchBuilder dispatch = Begin("operators/matrix/panel.comp", parts).Define("ROWS", rows).Define("BLOCKS", blocks)
            .Int(_sizes.Rows, Depth, Vectors, FirstBias, _sizes.Columns);
        if (shares > 1)
            dispatch.Define("SHARES", shares);
        Finish(dispatch, parts);
        (int x, int y) = _plan.BufferTextures ? (8, 1) : PanelGroup(blocks, shares);
        dispatch.Over((Across(blocks), Down(rows), parts * shares), (x, y, shares));
        return dispatch;
    }

    private void Join(int parts)
    {
        DispatchBuilder dispatch = _plan.Dispatch("operators/matrix/join.comp").Define("SPLITS", parts)
            .Write(_plan.Output(0)).ReadVectors("source", Partial(parts)).ReadVectors("weights", Weights())
            .Int(_sizes.Rows * Vectors, Vectors, FirstBias, _sizes.Columns)
            .Flops((long)parts * _sizes.Rows * _sizes.Columns);
        Finish(dispatch, 1);
        dispatch.OverLine(_sizes.Rows * Vectors);
    }

    private DispatchBuilder Begin(string shader, int parts)
    {
        DispatchBuilder dispatch = _plan.Dispatch(shader).Define("SPLITS", parts);
        if (parts > 1)
            dispatch.Define("PARTIAL", 1);
        return dispatch.Flops(2L * _sizes.Rows * _sizes.Columns * _sizes.Depth)
            .Write(parts > 1 ? Partial(parts) : _plan.Output(0)).ReadVectors("source", _plan.Input(0)).ReadVectors("weights", Weights());
    }

    private void Finish(DispatchBuilder dispatch, int parts)
    {
        if (parts > 1)
            Epilogue.None.AddTo(dispatch, null, 4);
        else
            _epilogue.AddTo(dispatch, _operand, 4);
    }

    private PlanTensor Partial(int parts) => _partial ??=
        _plan.Scratch("parts", ElementType.Float, new Shape(parts * _sizes.Rows * 4 * Vectors), Layout.RowMajor);

    private PlanTensor Weights()
    {
        int count = FirstBias + Vectors * (1 + _epilogue.Channels.Count);
        IEnumerable<string> names = new[] { 1, 2 }.Select(i => _plan.Has(i) ? _plan.Node.Inputs[i] : "");
        string key = string.Join("|", names.Prepend(FormattableString.Invariant($"matrix rows {_sizes.B} {_alpha} {_beta}")).Append(_epilogue.Key));
        return _plan.VectorWeights(key, count, () => Lanes(count));
    }

    private float[] Lanes(int count)
    {
        var packed = new float[4 * count];
        float[] b = _plan.Value(1)!.ToSingles();
        for (int k = 0; k < _sizes.Depth; k++)
        {
            for (int n = 0; n < _sizes.Columns; n++)
                packed[4 * k * Vectors + n] = _alpha * b[k * _sizes.B.Depth + n * _sizes.B.Column];
        }

        if (_hasAddend)
        {
            Tensor c = _plan.Value(2)!;
            float[] values = c.ToSingles();
            int stride = Broadcasting.Strides(c.Shape, new Shape(1, _sizes.Columns))[1];
            for (int n = 0; n < _sizes.Columns; n++)
                packed[4 * FirstBias + n] = _beta * values[n * stride];
        }

        for (int k = 0; k < _epilogue.Channels.Count; k++)
            _epilogue.Channels[k].ToSingles().CopyTo(packed, 4 * (FirstBias + (k + 1) * Vectors));
        return packed;
    }
}
