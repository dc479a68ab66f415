using Fovea.Models;

namespace Fovea.Operators.Signals;

/// <summary>
/// ONNX <c>STFT</c>: the short-time Fourier transform, one of every frame of a signal (Allen, "Short term spectral analysis, synthesis, and
/// modification by discrete Fourier transform", 1977). Inputs are the signal, the samples from one frame to the next, optionally a window
/// that weighs the samples of a frame, and the samples of a frame (the window's, where left out).
/// </summary>
/// <remarks>x [N, samples, 1 or 2] -> y [N, frames, length or length/2 + 1, 2], frames = floor((samples - length) / step) + 1.</remarks>
public sealed class Stft : FourierTransform
{
    private const int Step = 1;
    private const int Window = 2;
    private const int Length = 3;

    /// <summary>Creates the operator of a node.</summary>
    public Stft(Node node)
        : base(node)
    {
    }

    private bool OneSided => Node.Attributes.Flag("onesided", true);

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input is Step or Length;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        RequireComplex(data, 3);
        if (data.Shape.Rank != 3)
            throw new ModelException($"{Node} takes signals [N, samples, 1 or 2]; its input has the shape {data.Shape}.");
        if (OneSided && data.Shape[2] == 2)
            throw new ModelException($"{Node}: onesided is for real signals; this one is complex, {data.Shape}.");
        if (!x.Has(Length) && !x.Has(Window))
            throw new ModelException($"{Node} has neither a window nor a frame length.");
        int size = Size(x.Has(Length) ? Number(x, Length) : x.Input(Window).Shape.Count);
        if (x.Optional(Window) is { } window && !window.Shape.Equals(new Shape(size)))
            throw new ModelException($"{Node}: the window has the shape {window.Shape}; frames of {size} samples need [{size}].");
        long step = Number(x, Step);
        if (step < 1 || size > data.Shape[1])
            throw new ModelException($"{Node}: frames of {size} samples, {step} apart, cannot be taken from {data.Shape[1]} samples.");
        x.Output(0, new Shape(data.Shape[0], (int)((data.Shape[1] - size) / step) + 1, Bins(size, OneSided), 2));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape shape = plan.Output(0).Shape;
        int size = (int)(plan.Value(Length)?.ToIntegers()[0] ?? plan.Info(Window)!.Shape.Count);
        int hop = (int)System.Math.Min(plan.Value(Step)!.ToIntegers()[0], int.MaxValue);
        Dispatch(plan, 1, (shape[1], hop), shape[2], size, inverse: false, plan.Has(Window) ? plan.Input(Window) : null);
    }
}
