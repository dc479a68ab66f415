using System.Collections.Generic;
using System.Linq;

namespace Fovea.Runtime.Profiling;

/// <summary>Where the time of a network goes, dispatch by dispatch.</summary>
/// <param name="Runs">How many runs were measured.</param>
/// <param name="HasTimestamps">
/// Whether the GPU's own clock measured; else each dispatch was waited for by the processor, which adds the wait to every time.
/// </param>
/// <param name="Steps">The dispatches in their order.</param>
/// <param name="Typical">One run in detail: the one whose time on the GPU is the median.</param>
public sealed record PlanProfile(int Runs, bool HasTimestamps, IReadOnlyList<StepProfile> Steps, IReadOnlyList<StepSpan> Typical)
{
    /// <summary>The sum over all dispatches, in milliseconds.</summary>
    public double Milliseconds => Steps.Sum(s => s.Milliseconds);
}
