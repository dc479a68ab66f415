namespace Fovea.Operators;

/// <summary>A tensor that a step touches.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Reads">Whether the step reads it.</param>
/// <param name="Writes">Whether the step writes it.</param>
/// <param name="Index">The storage binding, or the texture unit.</param>
/// <param name="IsTexture">Whether the step reads it through a buffer texture, not as a storage buffer.</param>
public readonly record struct PlanBinding(PlanTensor Tensor, bool Reads, bool Writes, int Index, bool IsTexture = false);
