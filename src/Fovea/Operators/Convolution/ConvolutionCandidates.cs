using System.Collections.Generic;

namespace Fovea.Operators.Convolution;

/// <summary>The kernels that can run a convolution, the one that heuristics take first.</summary>
internal static class ConvolutionCandidates
{
    /// <summary>Of a convolution, for the kind of device that a plan is for.</summary>
    public static IReadOnlyList<ConvolutionKernel> Of(ConvolutionGeometry geometry, PlanBuilder plan) =>
        plan.BufferTextures ? new SoftwareCandidates(geometry).All() : new DeviceCandidates(geometry, plan.Limits).All();
}
