using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Matrix;

/// <summary>Plans y = alpha * a * b + beta * c and an epilogue: input 0 is a, 1 is b, 2 is c where there is one.</summary>
internal sealed class MatrixProduct
{
    // Axes of a batch that the kernel walks.
    private const int MaxBatchRank = 8;

    private readonly PlanBuilder _plan;
    private readonly MatrixSizes _sizes;
    private readonly bool _hasAddend;
    private readonly float _alpha;
    private readonly float _beta;
    private readonly Epilogue _epilogue;
    private readonly PlanTensor? _operand;
    private readonly bool _floating;

    public MatrixProduct(PlanBuilder plan, MatrixSizes sizes, bool hasAddend, float alpha, float beta, int operandAt)
    {
        _plan = plan;
        _sizes = sizes;
        _hasAddend = hasAddend && beta != 0;
        _alpha = alpha;
        _beta = beta;
        _epilogue = Epilogue.Of(plan.Node);
        _operand = _epilogue.HasOperand ? plan.Input(operandAt) : null;
        _floating = plan.Output(0).Type.IsFloating();
    }

    // Constants that stand beside b, or in a buffer of their own where only a run brings b.
    private bool KnowsB => _floating && _plan.Value(1) is not null;

    private bool KnowsAddend => _hasAddend && _floating && _plan.Value(2) is not null;

    private int ExtraWords => (KnowsAddend ? _plan.Value(2)!.Shape.Count : 0) + ConstantWords;

    private int ConstantWords => _epilogue.Channels.Count * _sizes.Columns;

    /// <summary>Adds the dispatches of the variant that is to be taken.</summary>
    public void Dispatch()
    {
        var variants = new List<KernelVariant>();
        bool isVector = _sizes.Rows == 1 && IsConstantMatrix, isPanel = _plan.BufferTextures;
        if (IsConstantMatrix)
        {
            var matrix = new ConstantMatrix(_plan, _sizes, _hasAddend, _alpha, _beta, _epilogue, _operand);
            isPanel |= matrix.IsPanel;
            variants.AddRange(matrix.Variants());
        }

        // Shared memory pays on a GPU only, and there where it has work enough: see tiled.comp.
        if (!isVector)
            variants.InsertRange(isPanel ? variants.Count : 0, TiledOnes());

        _plan.Choose(Key, variants);
    }

    // The constant row that is added may be left out.
    private bool IsConstantMatrix => _sizes.Batch == 1 && KnowsB && (!_hasAddend || (KnowsAddend && (_sizes.Rows == 1 || AddendStrides()[0] == 0)));

    private string Key => FormattableString.Invariant(
        $"matrix {_sizes.Batch}x{_sizes.Rows}x{_sizes.Depth} by {_sizes.Depth}x{_sizes.Columns} order {_sizes.A.Depth},{_sizes.B.Depth} {_plan.Output(0).ScalarType}") +
        (IsConstantMatrix ? " constant" : "") + (_operand is null ? "" : " + operand");

    private IEnumerable<KernelVariant> TiledOnes()
    {
        foreach (Tile tile in new[] { new Tile(4, 4, 8, 8), new Tile(8, 4, 16, 8), new Tile(4, 8, 8, 8), new Tile(2, 2, 8, 8) })
        {
            if (tile.Height < 2 * _sizes.Rows || tile.Width < 2 * _sizes.Columns || tile.Equals(new Tile(4, 4, 8, 8)))
                yield return new KernelVariant(tile.Name, () => TiledAndFinished(tile));
        }
    }

    private void TiledAndFinished(Tile tile)
    {
        int buffers = 3 + (!KnowsB && ExtraWords > 0 ? 1 : 0) + (_hasAddend && !KnowsAddend ? 1 : 0) + (_operand is null ? 0 : 1);
        if (buffers <= _plan.Limits.MaxStorageBuffers)
        {
            Tiled(_plan.Output(0), _epilogue, tile);
            return;
        }

        PlanTensor product = _plan.Scratch("product", _plan.Output(0).Type, _plan.Output(0).Shape, Layout.RowMajor);
        Tiled(product, Epilogue.None, tile);
        DispatchBuilder dispatch = _plan.Dispatch("operators/matrix/finish.comp").Write(_plan.Output(0)).Read(product);
        if (ConstantWords > 0)
            dispatch.Define("EXTRAS_BUFFER", dispatch.NextBinding).Read(Constants("matrix constants", ConstantWords, Array.Empty<int>(), Channels));
        dispatch.Int(product.Shape.Count, _sizes.Columns, 0);
        _epilogue.AddTo(dispatch, _operand, 1);
        dispatch.OverLine(product.Shape.Count);
    }

    private void Tiled(PlanTensor target, Epilogue epilogue, Tile tile)
    {
        if (_sizes.BatchDims.Length > MaxBatchRank)
            throw new ModelException($"The batch varies along {_sizes.BatchDims.Length} axes; {MaxBatchRank} are possible.");
        DispatchBuilder dispatch = _plan.Dispatch("operators/matrix/tiled.comp")
            .Define("TYPE", target.ScalarType).Define("BATCH_RANK", _sizes.BatchDims.Length)
            .Flops(2L * target.Shape.Count * _sizes.Depth)
            .Define("ROWS", tile.Rows).Define("COLUMNS", tile.Columns)
            .Write(target).Read(_plan.Input(0));
        int firstAddend = KnowsB ? _plan.Value(1)!.Shape.Count : 0;
        int[] known = KnowsAddend ? new[] { 1, 2 } : new[] { 1 };
        if (KnowsB)
            dispatch.Read(Constants("matrix", firstAddend + ExtraWords, known, () => _plan.Value(1)!.ToSingles().Concat(Extras()).ToArray()));
        else
            dispatch.Read(_plan.Input(1));
        if (!KnowsB && (KnowsAddend || (!epilogue.IsEmpty && ConstantWords > 0)))
        {
            int[] of = KnowsAddend ? new[] { 2 } : Array.Empty<int>();
            dispatch.Define("EXTRAS_BUFFER", dispatch.NextBinding).Read(Constants("matrix extras", ExtraWords, of, () => Extras().ToArray()));
        }

        if (_hasAddend && !KnowsAddend)
            dispatch.Define("ADDEND_BUFFER", dispatch.NextBinding).Read(_plan.Input(2));
        if (KnowsAddend)
            dispatch.Define("ADDEND", 1);
        if (_alpha != 1 || (_hasAddend && _beta != 1))
            dispatch.Define("SCALED", 1);
        int[] addend = AddendStrides();
        dispatch.Vectors(Padded(_sizes.BatchDims, 1)).Vectors(Padded(_sizes.ABatch, 0)).Vectors(Padded(_sizes.BBatch, 0))
            .Int(_sizes.Rows, _sizes.Columns, _sizes.Depth, _sizes.A.Row, _sizes.A.Depth, _sizes.B.Depth, _sizes.B.Column)
            .Int(addend[0], addend[1], firstAddend, firstAddend + ExtraWords - ConstantWords)
            .Float(_alpha, _beta);
        if (epilogue.IsEmpty)
            dispatch.Snippet("epilogue_parameters", "").Snippet("epilogue", "");
        else
            epilogue.AddTo(dispatch.Define("EPILOGUE", 1), _operand, 1);
        dispatch.Over(
            ((_sizes.Columns + tile.Columns - 1) / tile.Columns, (_sizes.Rows + tile.Rows - 1) / tile.Rows, _sizes.Batch), (tile.X, tile.Y, 1));
    }

    private IEnumerable<float> Extras() => (KnowsAddend ? _plan.Value(2)!.ToSingles() : Array.Empty<float>()).Concat(Channels());

    private float[] Channels() => _epilogue.Channels.SelectMany(c => c.ToSingles()).ToArray();

    private PlanTensor Constants(string options, int words, int[] inputs, Func<float[]> pack)
    {
        IEnumerable<string> names = inputs.Select(i => _plan.Has(i) ? _plan.Node.Inputs[i] : "");
        return _plan.Weights(string.Join("|", names.Prepend(options).Append(_epilogue.Key)), words, pack);
    }

    // From row to row of c, and from column to column.
    private int[] AddendStrides() => _hasAddend
        ? Broadcasting.Strides(_plan.Info(2)!.Shape, new Shape(_sizes.Rows, _sizes.Columns))
        : new int[2];

    private static int[] Padded(int[] values, int fill) => values.Concat(Enumerable.Repeat(fill, MaxBatchRank - values.Length)).ToArray();

    // Elements that an invocation makes, and invocations of a group.
    private readonly record struct Tile(int Rows, int Columns, int X, int Y)
    {
        public int Height => Rows * Y;

        public int Width => Columns * X;

        public string Name => FormattableString.Invariant($"tiled {Height}x{Width}");
    }
}
