namespace Fovea.Operators;

/// <summary>One storage buffer of a step.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Reads">Whether the step reads it.</param>
/// <param name="Writes">Whether the step writes it.</param>
public readonly record struct PlanBinding(PlanTensor Tensor, bool Reads, bool Writes);
