namespace Fovea.Scenes.Driving.Network;

/// <summary>Where a road meets a junction.</summary>
internal sealed class JunctionArm
{
    /// <summary>An arm.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="side">Its direction from the middle: 0 north (-z), 1 east (+x), 2 south, 3 west.</param>
    public JunctionArm(Junction junction, int side) => (Junction, Side) = (junction, side);

    /// <summary>The junction.</summary>
    public Junction Junction { get; }

    /// <summary>Its direction from the middle: 0 north (-z), 1 east (+x), 2 south, 3 west.</summary>
    public int Side { get; }

    /// <summary>The direction from the middle, of length 1.</summary>
    public PlanPoint Direction => Side switch { 0 => new(0, -1), 1 => new(1, 0), 2 => new(0, 1), _ => new(-1, 0) };

    /// <summary>The road.</summary>
    public Road Road { get; set; } = null!;

    /// <summary>Whether the road begins here.</summary>
    public bool IsStart => Road.From == this;

    /// <summary>The lane that comes in.</summary>
    public Lane Incoming => IsStart ? Road.Backward : Road.Forward;

    /// <summary>The lane that leads out.</summary>
    public Lane Outgoing => IsStart ? Road.Forward : Road.Backward;

    /// <summary>Where people cross it; null for nowhere.</summary>
    public Crossing? Crossing { get; set; }

    /// <summary>Whether who comes in here gives way to the others.</summary>
    public bool GivesWay { get; set; }

    /// <summary>A place in this arm.</summary>
    /// <param name="along">Metres from the junction's middle.</param>
    /// <param name="right">Metres to the right of its middle line, as seen by who leaves the junction.</param>
    public PlanPoint At(double along, double right) => Junction.Center + (Direction * along) + (Direction.Right * right);

    /// <summary>How far along its road, from the road's start, a place lies that is so far from the junction's middle.</summary>
    public double OnRoad(double along) => IsStart ? along - Junction.Corner : Road.Spline.Length - (along - Junction.Corner);
}
