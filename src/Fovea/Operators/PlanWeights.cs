using System;

namespace Fovea.Operators;

/// <summary>Weights that a plan wants on the GPU in some packing.</summary>
/// <param name="Key">Tells packings of constants apart: the same key holds the same bytes in every plan of one model.</param>
/// <param name="Tensor">The tensor that stands for them.</param>
/// <param name="Pack">Makes the 32-bit words; called once a key, when they are not on the GPU yet.</param>
public sealed record PlanWeights(string Key, PlanTensor Tensor, Func<int[]> Pack);
