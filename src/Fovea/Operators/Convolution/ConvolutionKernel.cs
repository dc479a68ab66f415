using System;

namespace Fovea.Operators.Convolution;

/// <summary>The choice of a kernel for one convolution: its shader, what an invocation makes, and the defines that follow.</summary>
internal sealed class ConvolutionKernel
{
    // A kernel row that is wider is not unrolled.
    private const int WidestRow = 7;

    private readonly ConvolutionGeometry _geometry;
    private readonly bool _unrolled;

    private ConvolutionKernel(ConvolutionGeometry geometry)
    {
        _geometry = geometry;
        // Between kernel positions that lie far apart, or windows that do not meet, nothing is shared that would be worth unrolling.
        _unrolled = geometry.X.Kernel is > 1 and <= WidestRow && geometry.X.Dilation <= 2 && geometry.X.Stride <= geometry.X.Kernel;
        int blocks = (geometry.OutChannels + 3) / 4;
        bool pairs = blocks > 1 && (geometry.Groups == 1 || geometry.GroupOutputs % 8 == 0);
        Blocks = !geometry.IsDepthwise && pairs ? 2 : 1;
        int line = Shader == Pointwise || Shader == Direct ? geometry.X.Output * geometry.Y.Output : geometry.X.Output;
        Pixels = line >= 4 ? 4 : line >= 2 ? 2 : 1;
    }

    /// <summary>The path of the shader.</summary>
    public string Shader => _geometry.IsDepthwise ? "operators/convolution/depthwise.comp"
        : _geometry.IsPointwise ? Pointwise
        : _unrolled ? "operators/convolution/rows.comp"
        : Direct;

    /// <summary>Pixels that an invocation makes.</summary>
    public int Pixels { get; }

    /// <summary>Blocks of four output channels that an invocation makes.</summary>
    public int Blocks { get; }

    /// <summary>Invocations along the pixels and along the blocks, for each image.</summary>
    public (int X, int Y) Invocations
    {
        get
        {
            int blocks = ((_geometry.OutChannels + 3) / 4 + Blocks - 1) / Blocks;
            return Shader == Pointwise || Shader == Direct
                ? ((_geometry.X.Output * _geometry.Y.Output + Pixels - 1) / Pixels, blocks)
                : ((_geometry.X.Output + Pixels - 1) / Pixels * _geometry.Y.Output, blocks);
        }
    }

    private static string Pointwise => "operators/convolution/pointwise.comp";

    private static string Direct => "operators/convolution/direct.comp";

    /// <summary>Chooses.</summary>
    public static ConvolutionKernel For(ConvolutionGeometry geometry) => new(geometry);

    /// <summary>Adds the defines to a dispatch.</summary>
    public void Define(DispatchBuilder dispatch)
    {
        if (!_geometry.IsDepthwise)
        {
            dispatch.Define("BLOCKS", Blocks);
            if (_geometry.Groups > 1)
                dispatch.Define("GROUPED", 1);
        }
        else if (_unrolled)
        {
            dispatch.Define("SLIDING", 1);
        }

        if (!_unrolled || _geometry.IsPointwise)
            return;
        dispatch.Define("KERNEL_X", _geometry.X.Kernel).Define("STRIDE_X", _geometry.X.Stride).Define("DILATION_X", _geometry.X.Dilation);
        if (_geometry.IsDepthwise)
            return;
        int inputs = _geometry.InChannels;
        dispatch.Define("LANES", _geometry.Groups == 1 ? Math.Min(4, inputs) : 4);
        if (inputs <= 4)
            dispatch.Define("SINGLE", 1);
    }
}
