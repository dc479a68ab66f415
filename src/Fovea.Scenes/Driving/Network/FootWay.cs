using System.Collections.Generic;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A way for people on foot: along a pavement, around a corner, or across a road.</summary>
/// <param name="path">Its line.</param>
/// <param name="crossing">The crossing that it is; null for none.</param>
internal sealed class FootWay(LanePath path, Crossing? crossing)
{
    /// <summary>Its line.</summary>
    public LanePath Path { get; } = path;

    /// <summary>The crossing that it is; null for none.</summary>
    public Crossing? Crossing { get; } = crossing;

    /// <summary>Ways on from its end, each with whether one walks it from its start.</summary>
    public List<(FootWay Way, bool Forward)> AtEnd { get; } = [];

    /// <summary>Ways on from its start, each with whether one walks it from its start.</summary>
    public List<(FootWay Way, bool Forward)> AtStart { get; } = [];
}
