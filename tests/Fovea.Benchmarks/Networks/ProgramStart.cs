using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Runtime;

namespace Fovea.Benchmarks.Networks;

/// <summary>Has the driver begin with all programs of some plans before the first of them is waited for: many compile on threads of their own.</summary>
internal static class ProgramStart
{
    public static void Of(GpuContext context, params IEnumerable<PlanBlueprint> plans)
    {
        var pending = new List<PendingCompute>();
        foreach (var program in plans.SelectMany(p => p.Steps).GroupBy(s => (s.Shader, s.Defines.Key)).Select(g => g.First()))
        {
            if (context.Programs.Start(program.Shader, program.Defines) is { } begun)
                pending.Add(begun);
        }

        foreach (PendingCompute begun in pending)
        {
            try
            {
                context.Programs.Finish(begun);
            }
            catch (ShaderException)
            {
                // Whoever uses it is told.
            }
        }
    }
}
