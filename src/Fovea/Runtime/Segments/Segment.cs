using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Runtime.Segments;

/// <summary>
/// A stretch of a run that needs nothing from the host on its way: one plan, and where the network goes on after it with what only its
/// results tell, the segments that follow.
/// </summary>
internal sealed class Segment : IDisposable
{
    private readonly Func<PlanBlueprint, Plan> _build;
    private Plan? _plan;
    private Plan? _prepared;

    public Segment(PlanBlueprint blueprint, Func<PlanBlueprint, Plan> build, GraphCut? cut, SegmentSource? rest)
    {
        Blueprint = blueprint;
        _build = build;
        Cut = cut;
        Rest = rest;
    }

    /// <summary>The plan before any GL object exists: whoever wants inputs and outputs of his own builds one of his own.</summary>
    public PlanBlueprint Blueprint { get; }

    /// <summary>The plan that all share who use it by turns; built when it is first asked for.</summary>
    public Plan Plan => _plan ??= BuildOwn();

    /// <summary>The plans that were built, of the segments that follow too.</summary>
    public IEnumerable<Plan> Built => (_plan is null ? Enumerable.Empty<Plan>() : new[] { _plan }).Concat(Rest?.Plans ?? Enumerable.Empty<Plan>());

    /// <summary>Where the network is cut behind the plan; null where the plan ends it.</summary>
    public GraphCut? Cut { get; }

    /// <summary>Gives the segment that follows, for what was read back; null where the plan ends the network.</summary>
    public SegmentSource? Rest { get; }

    /// <summary>Whether somebody outside the cache holds the plan, so that it must stay.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Builds a plan of one's own.</summary>
    /// <exception cref="Gpu.GpuException">The device has not the memory.</exception>
    public Plan BuildOwn()
    {
        Plan plan = _prepared ?? _build(Blueprint);
        _prepared = null;
        return plan;
    }

    /// <summary>Builds a plan for whoever asks first.</summary>
    /// <exception cref="Gpu.GpuException">The device has not the memory.</exception>
    public void Prepare() => _prepared ??= _build(Blueprint);

    public void Dispose()
    {
        _plan?.Dispose();
        _prepared?.Dispose();
        _plan = _prepared = null;
        Rest?.Dispose();
    }
}
