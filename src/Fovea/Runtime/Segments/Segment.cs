using System;
using System.Collections.Generic;

namespace Fovea.Runtime.Segments;

/// <summary>
/// A stretch of a run that needs nothing from the host on its way: one plan, and where the network goes on after it with what only its
/// results tell, the segments that follow.
/// </summary>
internal sealed class Segment : IDisposable
{
    public Segment(Plan plan, GraphCut? cut, SegmentSource? rest)
    {
        Plan = plan;
        Cut = cut;
        Rest = rest;
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>Where the network is cut behind the plan; null where the plan ends it.</summary>
    public GraphCut? Cut { get; }

    /// <summary>Gives the segment that follows, for what was read back; null where the plan ends the network.</summary>
    public SegmentSource? Rest { get; }

    /// <summary>Whether somebody outside the cache holds the plan, so that it must stay.</summary>
    public bool IsPinned { get; set; }

    public void Dispose()
    {
        Plan.Dispose();
        Rest?.Dispose();
    }
}
