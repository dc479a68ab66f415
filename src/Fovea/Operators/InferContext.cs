using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>What an operator sees while it tells the types and shapes of its outputs.</summary>
public sealed class InferContext
{
    // 512 MiB of floats; a map of the largest picture has fewer.
    private const int MostMade = 1 << 27;

    private readonly IReadOnlyList<TensorInfo?> _inputs;
    private readonly TensorInfo?[] _outputs;

    /// <summary>Creates the context of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">What is known of its inputs; null where an optional one is left out.</param>
    public InferContext(Node node, IReadOnlyList<TensorInfo?> inputs)
    {
        Node = node;
        _inputs = inputs;
        _outputs = new TensorInfo?[node.Outputs.Count];
    }

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>The number of inputs, left-out ones in the middle counted.</summary>
    public int InputCount => _inputs.Count;

    /// <summary>The number of outputs.</summary>
    public int OutputCount => _outputs.Length;

    /// <summary>What the operator said of its outputs.</summary>
    public IReadOnlyList<TensorInfo?> Outputs => _outputs;

    /// <summary>Whether an input is given.</summary>
    public bool Has(int index) => index < _inputs.Count && _inputs[index] is not null;

    /// <summary>An input that must be there.</summary>
    /// <exception cref="ModelException">It is left out.</exception>
    public TensorInfo Input(int index) =>
        Optional(index) ?? throw new ModelException($"Input {index} of {Node} is missing.");

    /// <summary>An input, or null where it is left out.</summary>
    public TensorInfo? Optional(int index) => index < _inputs.Count ? _inputs[index] : null;

    /// <summary>The elements of an input that decides a shape.</summary>
    /// <exception cref="ModelException">It is left out, or only a run will tell its elements.</exception>
    public Tensor Value(int index) => Input(index).Value ?? throw new UnknownValueException(
        Node.Inputs[index],
        $"Input '{Node.Inputs[index]}' of {Node} decides a shape, and its elements are not known before the network runs. " +
        "Export the network with constant shapes, or give this input as a constant.");

    /// <summary>The elements of an input that decides a shape, or null where the input is left out.</summary>
    /// <exception cref="ModelException">Only a run will tell its elements.</exception>
    public Tensor? OptionalValue(int index) => Has(index) ? Value(index) : null;

    /// <summary>Tells one output.</summary>
    public void Output(int index, ElementType type, Shape shape)
    {
        if (index < _outputs.Length)
            _outputs[index] = new TensorInfo(type, shape);
    }

    /// <summary>Checks the size of an output that numbers alone decide, before anything is allocated for it.</summary>
    /// <exception cref="ModelException">It has more elements than any tensor that a network makes from nothing.</exception>
    internal Shape Made(Shape shape) => shape.Count <= MostMade
        ? shape
        : throw new ModelException($"{Node} makes {shape.Count} elements out of {_inputs.Count} numbers, as a tensor of shape {shape}; up to {MostMade} are possible.");

    /// <summary>Tells one output, of the type of the first input.</summary>
    public void Output(int index, Shape shape) => Output(index, Input(0).Type, shape);

    /// <summary>Tells one output, elements and all.</summary>
    public void Known(int index, Tensor value)
    {
        if (index < _outputs.Length)
            _outputs[index] = TensorInfo.Of(value);
    }
}
