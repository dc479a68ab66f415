using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>DepthToSpace</c> and <c>SpaceToDepth</c>: squares of elements of one channel for elements of as many channels at one place, and
/// back. <c>blocksize</c> b is the side of the square.
/// </summary>
/// <remarks>
/// DepthToSpace: x [N, C*b*b, H, W] -> y [N, C, H*b, W*b]; by <c>mode</c> DCR channel (j*b + i)*C + c goes to row j and column i of the square,
/// by CRD channel c*b*b + j*b + i. SpaceToDepth undoes DCR.
/// </remarks>
public sealed class BlockMove : Operator
{
    private readonly bool _toSpace;
    private readonly bool _channelsFirst;
    private readonly int _block;

    private BlockMove(Node node, bool toSpace)
        : base(node)
    {
        _toSpace = toSpace;
        string mode = node.Attributes.Text("mode", "DCR");
        if (mode is not ("DCR" or "CRD"))
            throw new ModelException($"{node}: mode '{mode}' is neither DCR nor CRD.");
        _channelsFirst = toSpace && mode == "CRD";
        _block = (int)Math.Clamp(node.Attributes.Int("blocksize"), 0, 4097);
    }

    /// <summary>Creates <c>DepthToSpace</c>.</summary>
    public static BlockMove ToSpace(Node node) => new(node, true);

    /// <summary>Creates <c>SpaceToDepth</c>.</summary>
    public static BlockMove ToDepth(Node node) => new(node, false);

    /// <inheritdoc/>
    protected override string? Takes => "any input";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        if (_block is < 1 or > 4096)
            throw new ModelException($"{Node}: blocksize is {Node.Attributes.Int("blocksize")}; 1 to 4096 is possible.");
        if (shape.Rank != 4)
            throw new ModelException($"{Node} needs a tensor of rank 4, not {shape}.");
        int square = _block * _block;
        bool fits = _toSpace ? shape[1] % square == 0 : shape[2] % _block == 0 && shape[3] % _block == 0;
        if (!fits)
            throw new ModelException($"{Node}: {(_toSpace ? $"the channels of {shape} are no multiple of {square}" : $"rows and columns of {shape} are no multiples of {_block}")}.");
        x.Output(0, _toSpace
            ? new Shape(shape[0], shape[1] / square, shape[2] * _block, shape[3] * _block)
            : Shape.From(new[] { shape[0], (long)shape[1] * square, shape[2] / _block, shape[3] / _block }));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Shape from = inputs[0]!.Shape, to = outputs[0].Shape;
        int[] strides = from.Strides(), at = new int[4];
        return new[]
        {
            HostGather.Fill(inputs[0]!, to, _ =>
            {
                (int c, int y, int x) = Source(at[1], at[2], at[3], from[1], to[1]);
                int offset = at[0] * strides[0] + c * strides[1] + y * strides[2] + x * strides[3];
                Broadcasting.Advance(at, to);
                return offset;
            }),
        };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        bool packed = target.Layout == Layout.Packed;
        int count = packed ? target.Packed.Vectors : target.Shape.Count;
        plan.Dispatch("operators/movement/blocks.comp")
            .Define("TO_SPACE", _toSpace ? 1 : 0).Define("CHANNELS_FIRST", _channelsFirst ? 1 : 0)
            .Define("SOURCE_PACKED", source.Layout == Layout.Packed ? 1 : 0).Define("TARGET_PACKED", packed ? 1 : 0)
            .Read(source).Write(target)
            .Int(count, _block)
            .Vectors(source.Shape.ToArray()).Vectors(target.Shape.ToArray())
            .OverLine(count);
    }

    // The same in blocks.comp.
    private (int C, int Y, int X) Source(int c, int y, int x, int fromChannels, int toChannels)
    {
        if (!_toSpace)
        {
            int square = c / fromChannels;
            return (c % fromChannels, y * _block + square / _block, x * _block + square % _block);
        }

        int within = y % _block * _block + x % _block;
        return (_channelsFirst ? c * _block * _block + within : within * toChannels + c, y / _block, x / _block);
    }
}
