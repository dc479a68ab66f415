using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>A vehicle in traffic: where it is on its lane, and where it wants to go.</summary>
internal sealed class Vehicle
{
    private CounterRandom _turns;

    /// <summary>A vehicle on a lane of a road.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="lane">A lane of a road.</param>
    /// <param name="front">Where its front is, metres along the lane.</param>
    /// <param name="turns">What its ways are drawn from.</param>
    public Vehicle(int index, VehicleKind kind, Lane lane, double front, CounterRandom turns)
    {
        (Index, Kind, Lane, Front, _turns) = (index, kind, lane, front, turns);
        Way = ChooseWay(lane);
    }

    /// <summary>Its number.</summary>
    public int Index { get; }

    /// <summary>What it is.</summary>
    public VehicleKind Kind { get; }

    /// <summary>How much faster than allowed its driver likes to go: 1 for just as allowed.</summary>
    public double Haste { get; init; } = 1;

    /// <summary>The lane where its front is.</summary>
    public Lane Lane { get; private set; }

    /// <summary>The lane before, where its rear may still be; null for none.</summary>
    public Lane? Behind { get; private set; }

    /// <summary>Where its front is, metres along the lane.</summary>
    public double Front { get; set; }

    /// <summary>Where its rear is, metres along the lane; negative while it is on the one before.</summary>
    public double Rear => Front - Kind.Length;

    /// <summary>Metres a second.</summary>
    public double Speed { get; set; }

    /// <summary>Metres that it has gone since it was put here.</summary>
    public double Gone { get; set; }

    /// <summary>Metres a second squared.</summary>
    public double Acceleration { get; set; }

    /// <summary>The way through the junction that it takes or has just taken.</summary>
    public Lane Way { get; private set; }

    /// <summary>Whether it may enter the junction, or is in it; it is out once its rear is.</summary>
    public bool HasJunction { get; set; }

    /// <summary>Seconds for which it could have entered the junction if others had not been in the way.</summary>
    public double Waited { get; set; }

    /// <summary>Metres to the stop line, on a lane of a road.</summary>
    public double ToStopLine => Lane.Length - Front;

    /// <summary>Where its rear is on its way through the junction: negative before it.</summary>
    public double RearOnWay => Lane == Way ? Rear : Lane.IsConnector || Behind != Way ? -Kind.Length - ToStopLine : Way.Length + Rear;

    /// <summary>The lane after this one.</summary>
    public Lane Next => Lane.IsConnector ? Lane.Next[0] : Way;

    /// <summary>Takes it over the end of its lane where it has passed that.</summary>
    public void Advance()
    {
        while (Front >= Lane.Length)
        {
            Lane next = Next;
            Front -= Lane.Length;
            (Behind, Lane) = (Lane, next);
        }

        // Out of the junction, it decides where to go at the next one.
        if (HasJunction && Behind == Way && Rear >= 0)
        {
            HasJunction = false;
            Way = ChooseWay(Lane);
        }
    }

    /// <summary>Where a point of its middle line is.</summary>
    /// <param name="distance">Metres behind its front.</param>
    public PlanPoint PointBehindFront(double distance)
    {
        double at = Front - distance;
        (Lane lane, double on) = at < 0 && Behind is not null ? (Behind, Behind.Length + at) : (Lane, at);
        PlanPoint point = lane.Path.Point(on);
        return Kind.RightOffset == 0 ? point : point + (lane.Path.Direction(on).Right * Kind.RightOffset);
    }

    /// <summary>Its middle and the direction of its front: both ends stay on the line, so that neither swings out into the next lane.</summary>
    public (PlanPoint Middle, PlanPoint Direction) Pose()
    {
        PlanPoint front = PointBehindFront(VehicleKind.Overhang * Kind.Length), rear = PointBehindFront((1 - VehicleKind.Overhang) * Kind.Length);
        return ((front + rear) * 0.5, (front - rear).Unit);
    }

    private Lane ChooseWay(Lane lane)
    {
        // Ways back into the country are less liked, so that the streets stay full.
        double sum = 0;
        foreach (Lane way in lane.Next)
            sum += Weight(way);
        double drawn = _turns.NextDouble() * sum;
        foreach (Lane way in lane.Next)
        {
            drawn -= Weight(way);
            if (drawn < 0)
                return way;
        }

        return lane.Next[^1];

        static double Weight(Lane way) => (way.Exit!.Road.IsStreet ? 1 : 0.45) * (way.Turn == Turn.Straight ? 1.6 : 1);
    }
}
