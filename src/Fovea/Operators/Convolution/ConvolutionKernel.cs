using System;

namespace Fovea.Operators.Convolution;

/// <summary>One kernel for one convolution: its shader, what an invocation makes, and how invocations are grouped.</summary>
/// <param name="Geometry">The convolution.</param>
/// <param name="Family">The shader, by its file's name.</param>
/// <param name="Pixels">Pixels that an invocation makes.</param>
/// <param name="Blocks">Blocks of four output channels that an invocation makes.</param>
/// <param name="Group">Invocations of a work group along the pixels and along the blocks.</param>
internal sealed record ConvolutionKernel(ConvolutionGeometry Geometry, string Family, int Pixels, int Blocks, (int X, int Y) Group)
{
    public const string Pointwise = "pointwise";
    public const string Tiled = "tiled";
    public const string Rows = "rows";
    public const string Direct = "direct";
    public const string Depthwise = "depthwise";
    public const string Unrolled = "unrolled";

    // A kernel row that is wider is not unrolled.
    private const int WidestRow = 7;

    // Nor is a whole kernel with more positions, or whose invocations make more vec4, times its positions: compilers take seconds for it.
    private const int MostPositions = 25;
    private const int MostUnrolled = 72;

    /// <summary>Rows of pixels that an invocation makes; more than one in depthwise kernels only.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>Parts into which the sum over input channels is cut; a second dispatch adds them up, in order, where there are several.</summary>
    public int Splits { get; init; } = 1;

    /// <summary>Shares into which each part of a sum is cut, one for each invocation of a group that makes the same results: its third size.</summary>
    public int Shares { get; init; } = 1;

    /// <summary>Input vec4 that the innermost loop takes at a time; every share is a multiple of it.</summary>
    public int Unroll { get; init; } = 1;

    /// <summary>What the variant is called: family, pixels x channels an invocation, the group, and how the sum is cut and walked.</summary>
    public string Name => FormattableString.Invariant($"{Family} {(Lines > 1 ? $"{Lines}x" : "")}{Pixels}x{4 * Blocks} by {Group.X}x{Group.Y}") +
        (Shares > 1 ? FormattableString.Invariant($"x{Shares}") : "") +
        (Unroll > 1 ? FormattableString.Invariant($" unroll {Unroll}") : "") +
        (Splits > 1 ? FormattableString.Invariant($" split {Splits}") : "");

    /// <summary>Invocations of a work group.</summary>
    public int GroupSize => Group.X * Group.Y * Shares;

    /// <summary>Bytes of shared memory that shares meet in.</summary>
    public int SharedBytes => Shares > 1 ? 16 * GroupSize * Pixels * Blocks : 0;

    /// <summary>The path of the shader.</summary>
    public string Shader => $"operators/convolution/{Family}.comp";

    /// <summary>Invocations along the pixels and along the blocks, for each image and part.</summary>
    public (int X, int Y) Invocations => (
        MakesRows ? Divide(Geometry.X.Output, Pixels) * Divide(Geometry.Y.Output, Lines) : Divide(Geometry.X.Output * Geometry.Y.Output, Pixels),
        Divide(Geometry.Blocks, Blocks));

    // Such a kernel's invocation makes pixels that lie side by side, of one row.
    private bool MakesRows => Family is Rows or Depthwise;

    /// <summary>
    /// Whether a row of the kernel is worth unrolling: between positions that lie far apart, or windows that do not meet, nothing is shared.
    /// </summary>
    public static bool CanUnroll(ConvolutionGeometry geometry) =>
        geometry.X.Kernel is > 1 and <= WidestRow && geometry.X.Dilation <= 2 && geometry.X.Stride <= geometry.X.Kernel;

    /// <summary>Whether the whole kernel is worth unrolling, where an invocation makes so many vec4.</summary>
    public static bool CanUnrollAll(ConvolutionGeometry geometry, int results = 1) =>
        geometry.KernelSize is > 1 and <= MostPositions && geometry.KernelSize * results <= MostUnrolled;

    /// <summary>Whether several rows of a depthwise kernel can share what they read.</summary>
    public static bool CanShareLines(ConvolutionGeometry geometry) =>
        CanUnroll(geometry) && geometry.Y.Kernel <= 5 && geometry.Y.Dilation == 1 && geometry.Y.Stride < geometry.Y.Kernel;

    /// <summary>
    /// The same in groups of at most so many invocations. Those of a row read the same weights, so rows are long, but not much longer than the
    /// work, whose rest would idle. Few different ones, since each is a program of its own.
    /// </summary>
    public ConvolutionKernel InGroupsOf(int invocations)
    {
        (int x, int y) = Invocations;
        int row = x > 16 ? 32 : x > 8 ? 16 : 8, column = invocations / row;
        while (column > 1 && column / 2 >= y)
            column /= 2;
        return this with { Group = (row, column) };
    }

    /// <summary>Adds the defines to a dispatch.</summary>
    public void Define(DispatchBuilder dispatch)
    {
        bool unrolled = CanUnroll(Geometry);
        dispatch.Define("PIXELS", Pixels);
        if (Family != Depthwise)
            dispatch.Define("BLOCKS", Blocks);
        if (Family != Depthwise && Geometry.Groups > 1)
            dispatch.Define("GROUPED", 1);
        if (Splits > 1)
            dispatch.Define("SPLITS", Splits).Define("PARTIAL", 1);
        if (Shares > 1)
            dispatch.Define("SHARES", Shares);
        if (Unroll > 1)
            dispatch.Define("UNROLL", Unroll);
        if (Family == Unrolled)
            dispatch.Define("KERNEL_X", Geometry.X.Kernel).Define("KERNEL_Y", Geometry.Y.Kernel);
        if (Family == Depthwise && unrolled)
            dispatch.Define("SLIDING", 1);
        if (Lines > 1)
            dispatch.Define("LINES", Lines).Define("KERNEL_Y", Geometry.Y.Kernel).Define("STRIDE_Y", Geometry.Y.Stride);
        if (MakesRows && unrolled)
            dispatch.Define("KERNEL_X", Geometry.X.Kernel).Define("STRIDE_X", Geometry.X.Stride).Define("DILATION_X", Geometry.X.Dilation);
        if (Family != Rows)
            return;
        dispatch.Define("LANES", Geometry.Lanes);
        if (Geometry.InChannels <= 4)
            dispatch.Define("SINGLE", 1);
    }

    /// <summary>Sizes a dispatch.</summary>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="slices">The images, each times the parts of a sum.</param>
    public void Over(DispatchBuilder dispatch, int slices)
    {
        (int x, int y) = Invocations;
        dispatch.Over((x, y, slices * Shares), (Group.X, Group.Y, Shares));
    }

    private static int Divide(int count, int size) => (count + size - 1) / size;
}
