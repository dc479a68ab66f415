using System;
using System.Linq;

namespace Fovea.Operators.Convolution;

/// <summary>The choice of a kernel for one convolution: its shader, what an invocation makes, and how invocations are grouped.</summary>
internal sealed class ConvolutionKernel
{
    private const string Pointwise = "operators/convolution/pointwise.comp";
    private const string Rows = "operators/convolution/rows.comp";
    private const string Direct = "operators/convolution/direct.comp";
    private const string Depthwise = "operators/convolution/depthwise.comp";

    // A kernel row that is wider is not unrolled.
    private const int WidestRow = 7;

    private readonly ConvolutionGeometry _geometry;
    private readonly bool _software;
    private readonly bool _unrolled;

    /// <summary>Chooses.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="software">
    /// Whether a CPU runs it, in vectors of 8 lanes: it likes more results an invocation and the smallest groups, a GPU more invocations.
    /// </param>
    public ConvolutionKernel(ConvolutionGeometry geometry, bool software)
    {
        _geometry = geometry;
        _software = software;
        // Between kernel positions that lie far apart, or windows that do not meet, nothing is shared that would be worth unrolling.
        _unrolled = geometry.X.Kernel is > 1 and <= WidestRow && geometry.X.Dilation <= 2 && geometry.X.Stride <= geometry.X.Kernel;
        Shader = geometry.IsDepthwise ? Depthwise : geometry.IsPointwise ? Pointwise : _unrolled ? Rows : Direct;
        Blocks = ChooseBlocks();
        Pixels = ChoosePixels();
    }

    /// <summary>The path of the shader.</summary>
    public string Shader { get; }

    /// <summary>Pixels that an invocation makes.</summary>
    public int Pixels { get; }

    /// <summary>Blocks of four output channels that an invocation makes.</summary>
    public int Blocks { get; }

    /// <summary>Invocations along the pixels and along the blocks, for each image.</summary>
    public (int X, int Y) Invocations => (
        MakesRows ? Divide(_geometry.X.Output, Pixels) * _geometry.Y.Output : Divide(_geometry.X.Output * _geometry.Y.Output, Pixels),
        Divide(AllBlocks, Blocks));

    /// <summary>
    /// The work group. Invocations in a row read the same weights, so rows are long, but not much longer than the work, whose rest would
    /// idle. Few different ones, since each is a program of its own.
    /// </summary>
    public (int X, int Y, int Z) Group
    {
        get
        {
            (int x, int y) = Invocations;
            if (_software && x <= 8 * 65535)
                return (8, Shader == Depthwise && y > 1 ? 4 : 1, 1);
            int row = x > 16 ? 32 : x > 8 ? 16 : 8;
            // 64 in all: one of the widest waves that GPUs have, or two of the usual.
            int column = 64 / row;
            while (column > 1 && column / 2 >= y)
                column /= 2;
            return (row, column, 1);
        }
    }

    // Such a kernel's invocation makes pixels that lie side by side, of one row.
    private bool MakesRows => Shader is Rows or Depthwise;

    private int AllBlocks => Divide(_geometry.OutChannels, 4);

    /// <summary>Adds the defines to a dispatch.</summary>
    public void Define(DispatchBuilder dispatch)
    {
        dispatch.Define("PIXELS", Pixels);
        if (Shader != Depthwise)
            dispatch.Define("BLOCKS", Blocks);
        if (Shader != Depthwise && _geometry.Groups > 1)
            dispatch.Define("GROUPED", 1);
        if (Shader == Depthwise && _unrolled)
            dispatch.Define("SLIDING", 1);
        if (MakesRows && _unrolled)
            dispatch.Define("KERNEL_X", _geometry.X.Kernel).Define("STRIDE_X", _geometry.X.Stride).Define("DILATION_X", _geometry.X.Dilation);
        if (Shader != Rows)
            return;
        dispatch.Define("LANES", _geometry.Groups == 1 ? Math.Min(4, _geometry.InChannels) : 4);
        if (_geometry.InChannels <= 4)
            dispatch.Define("SINGLE", 1);
    }

    // The most that wastes the least: blocks beyond the last are computed too.
    private int ChooseBlocks()
    {
        if (Shader == Depthwise)
            return 1;
        int most = !_software ? 2 : Shader != Rows ? 4 : _geometry.InChannels <= 4 ? 3 : 2;
        return Enumerable.Range(1, most)
            .Where(blocks => blocks == 1 || _geometry.Groups == 1 || _geometry.GroupOutputs % (4 * blocks) == 0)
            .Where(blocks => blocks <= AllBlocks)
            .OrderBy(blocks => Divide(AllBlocks, blocks) * (blocks + 1.0)).First();
    }

    private int ChoosePixels()
    {
        int line = MakesRows ? _geometry.X.Output : _geometry.X.Output * _geometry.Y.Output;
        if (!_software || Shader == Depthwise || (Shader == Rows && _geometry.InChannels <= 4))
            return line >= 4 ? 4 : line >= 2 ? 2 : 1;
        if (Shader == Rows && line >= 4)
            return new[] { 8, 7, 4 }.OrderBy(pixels => Divide(line, pixels) * pixels).First();
        // Eight lanes take neighbouring pixels: below 64 there are too few for eight each.
        return line >= 48 ? 8 : line >= 16 ? 4 : line >= 8 ? 2 : 1;
    }

    private static int Divide(int count, int size) => (count + size - 1) / size;
}
