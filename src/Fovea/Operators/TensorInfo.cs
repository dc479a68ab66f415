using Fovea.Models;

namespace Fovea.Operators;

/// <summary>What is known of a value before anything runs.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Value">Its elements, where the host knows them: constants, and what shape arithmetic makes of shapes.</param>
public sealed record TensorInfo(ElementType Type, Shape Shape, Tensor? Value = null)
{
    /// <summary>What is known of a constant: everything.</summary>
    public static TensorInfo Of(Tensor value) => new(value.Type, value.Shape, value);

    /// <summary>The same type in another shape.</summary>
    public TensorInfo With(Shape shape) => new(Type, shape);

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Shape}";
}
