using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>
/// The meaning of one node: which shapes it makes, how the host computes it, how the GPU does. One class an operator, created from
/// a canonical node, so that it sees the newest form of the operator only.
/// </summary>
public abstract class Operator
{
    /// <summary>Creates the operator of a node.</summary>
    protected Operator(Node node) => Node = node;

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>
    /// How many inputs the operator has itself, where its kernels apply an <see cref="Elementwise.Epilogue"/>; null where they do not. The
    /// epilogue's tensor operand comes behind them.
    /// </summary>
    public virtual int? EpilogueInputs => null;

    /// <summary>What an epilogue of the operator may be, where <see cref="EpilogueInputs"/> says that there can be one.</summary>
    public virtual EpilogueTraits EpilogueTraits => EpilogueTraits.Operand | EpilogueTraits.Channels;

    /// <summary>
    /// Whether the elements of inputs decide the shapes of outputs, as where something is searched for. Such an operator has only a host
    /// form: a run computes its inputs, reads them back, and goes on with what the host made of them.
    /// </summary>
    public virtual bool SizeDependsOnData => false;

    /// <summary>
    /// Which inputs the operator takes, as <c>"T=float x, T w, T? b, index axes"</c>; they are checked before <see cref="Infer"/> sees them. Null
    /// where it checks them itself.
    /// </summary>
    /// <remarks>
    /// For each input its types (<c>float</c>, <c>whole</c>, <c>number</c> for either, <c>index</c> for whole numbers of 32 or 64 bits,
    /// <c>bool</c>, <c>any</c>) and its name. <c>T=</c> names the type for inputs that must have the same, <c>?</c> follows where one may be
    /// left out, <c>*</c> where the last may come any number of times.
    /// </remarks>
    protected virtual string? Takes => null;

    /// <summary>Tells type and shape of every output.</summary>
    /// <exception cref="ModelException">The inputs do not fit the operator.</exception>
    public abstract void Infer(InferContext x);

    /// <summary>Chooses the layouts of inputs and outputs; row-major throughout unless overridden.</summary>
    public virtual void ChooseLayouts(LayoutContext x)
    {
    }

    /// <summary>
    /// Whether the elements of an input are needed when the plan is made, and not when it runs: such an input (a shape, axes, pads) is
    /// never uploaded.
    /// </summary>
    public virtual bool IsPlanTime(int input) => false;

    /// <summary>
    /// Computes the outputs on the host, for shape arithmetic and constant folding.
    /// </summary>
    /// <param name="inputs">All inputs; null where an optional one is left out.</param>
    /// <param name="outputs">Types and shapes of the outputs, as <see cref="Infer"/> told them.</param>
    /// <returns>The outputs, or null where the operator has no host form.</returns>
    public virtual IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) => null;

    /// <summary>Adds the dispatches that compute the outputs.</summary>
    public abstract void Plan(PlanBuilder plan);

    /// <summary>Checks the inputs, tells type and shape of every output, and computes the outputs where the host knows all inputs.</summary>
    /// <returns>The outputs; null where they are not known.</returns>
    /// <exception cref="ModelException">The inputs do not fit the operator; the message names the node.</exception>
    internal IReadOnlyList<Tensor>? CheckAndInfer(InferContext x, IReadOnlyList<TensorInfo?> inputs)
    {
        try
        {
            if (Takes is { } takes)
                Signature.Of(takes).Check(Node, inputs, Node.Attributes.Has(Elementwise.Epilogue.Attribute) ? 1 : 0);
            Infer(x);
            return inputs.All(input => input is null || input.Value is not null) && x.Outputs.All(o => o is not null)
                ? Evaluate(inputs.Select(input => input?.Value).ToArray(), x.Outputs.Select(o => o!).ToArray())
                : null;
        }
        catch (ModelException e) when (e is not UnknownValueException && !e.Message.Contains(Node.Label))
        {
            throw new ModelException($"{Node}: {e.Message}", e);
        }
        catch (OverflowException e)
        {
            string shapes = string.Join(", ", inputs.Where(i => i is not null).Select(i => i!.Shape));
            throw new ModelException($"{Node}: a size that follows from the shapes {shapes} and its attributes is beyond {int.MaxValue}.", e);
        }
    }
}
