using Fovea.Models;

namespace Fovea.Operators.Signals;

/// <summary>
/// ONNX <c>DFT</c>: the discrete Fourier transform along one axis, or its inverse. Inputs are the signal, optionally the length to cut or
/// fill it to with zeros, and the axis (-2 where left out); <c>onesided</c> tells only what a real signal does not repeat.
/// </summary>
/// <remarks>x [..., n, ..., 1 or 2] of real or complex elements -> y [..., length or length/2 + 1, ..., 2].</remarks>
public sealed class Dft : FourierTransform
{
    private const int Length = 1;
    private const int Axis = 2;

    /// <summary>Creates the operator of a node.</summary>
    public Dft(Node node)
        : base(node)
    {
    }

    private bool Inverse => Node.Attributes.Flag("inverse");

    private bool OneSided => Node.Attributes.Flag("onesided");

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        RequireComplex(data, 2);
        int axis = data.Shape.Axis(x.Has(Axis) ? Number(x, Axis) : -2);
        if (axis == data.Shape.Rank - 1)
            throw new ModelException($"{Node}: axis {axis} of {data.Shape} holds real and imaginary parts and cannot be transformed.");
        if (OneSided && (Inverse || data.Shape[-1] == 2))
            throw new ModelException($"{Node}: onesided is for transforms of real signals; this one {(Inverse ? "is inverse" : $"transforms {data.Shape}")}.");
        int size = Size(x.Has(Length) ? Number(x, Length) : data.Shape[axis]);
        x.Output(0, data.Shape.With(axis, Bins(size, OneSided)).With(data.Shape.Rank - 1, 2));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape shape = plan.Input(0).Shape;
        int axis = shape.Axis(plan.Value(Axis)?.ToIntegers()[0] ?? -2);
        int size = (int)(plan.Value(Length)?.ToIntegers()[0] ?? shape[axis]);
        Dispatch(plan, axis, (1, 0), plan.Output(0).Shape[axis], size, Inverse, window: null);
    }
}
