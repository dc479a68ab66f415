using System;
using System.Collections.Generic;
using Fovea.Scenes.Driving.Network;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>Vehicles and people on the roads of a network, in fixed steps. The same bits on any machine, and nothing is allocated by a step.</summary>
/// <remarks>
/// Along lanes vehicles follow each other by <see cref="IntelligentDriver"/>. A junction is entered only by who has been given it: its light is
/// green, nobody is on a way that conflicts, nobody walks on the crossings of the way, and there is room behind it. So nobody meets in a
/// junction, and none is ever blocked.
/// </remarks>
internal sealed class RoadTraffic
{
    private readonly double[] _offsets;
    private readonly JunctionControl _control;

    /// <summary>Empty roads.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="offsets">How far each junction's lights are in their cycle at first, seconds.</param>
    public RoadTraffic(RoadNetwork network, double[] offsets)
    {
        (Network, _offsets) = (network, offsets);
        Feet = new FootTraffic(this);
        _control = new JunctionControl(this);
    }

    /// <summary>The roads.</summary>
    public RoadNetwork Network { get; }

    /// <summary>All vehicles.</summary>
    public List<Vehicle> Vehicles { get; } = [];

    /// <summary>All people on foot.</summary>
    public FootTraffic Feet { get; }

    /// <summary>Seconds since it began.</summary>
    public double Time { get; private set; }

    /// <summary>What an arm's light shows; green where there is none.</summary>
    public SignalState StateOf(JunctionArm arm) => arm.Junction.Signal?.StateOf(arm, Time + _offsets[arm.Junction.Index]) ?? SignalState.Green;

    /// <summary>Seconds for which people may walk across an arm that has lights.</summary>
    public double WalkingTime(JunctionArm arm) => arm.Junction.Signal!.WalkingTime(arm, Time + _offsets[arm.Junction.Index]);

    /// <summary>Whether a vehicle that has been given a junction still has a crossing before it or under it.</summary>
    public bool IsUsed(Crossing crossing)
    {
        JunctionArm arm = crossing.Arm;
        foreach (Vehicle vehicle in Vehicles)
        {
            if (!vehicle.HasJunction || vehicle.Way.Arm.Junction != arm.Junction)
                continue;
            if (vehicle.Way.Exit == arm)
                return true;
            // The crossing's far edge, from the stop line.
            if (vehicle.Way.Arm == arm && vehicle.RearOnWay < arm.Junction.StopLine - crossing.Middle + (Crossing.Width / 2) + 0.5)
                return true;
        }

        return false;
    }

    /// <summary>Goes on.</summary>
    /// <param name="dt">Seconds.</param>
    public void Step(double dt)
    {
        Time += dt;
        Feet.Step(dt);
        _control.Assign(dt);
        foreach (Vehicle vehicle in Vehicles)
            vehicle.Acceleration = Accelerate(vehicle);
        foreach (Vehicle vehicle in Vehicles)
        {
            double speed = Math.Max(0, vehicle.Speed + (vehicle.Acceleration * dt));
            double way = 0.5 * (vehicle.Speed + speed) * dt;
            (double gap, _) = Ahead(vehicle);
            // The model keeps its distance by itself; this holds whatever happens.
            if (way > gap - 0.3)
                (way, speed) = (Math.Max(0, gap - 0.3), 0);
            if (!vehicle.HasJunction && !vehicle.Lane.IsConnector && way > vehicle.ToStopLine - 0.1)
                (way, speed) = (Math.Max(0, vehicle.ToStopLine - 0.1), 0);
            vehicle.Speed = speed;
            vehicle.Front += way;
            vehicle.Gone += way;
            vehicle.Advance();
        }
    }

    /// <summary>Metres to whoever is ahead on a vehicle's way, and that one's speed; infinite where nobody is.</summary>
    public (double Gap, double Speed) Ahead(Vehicle vehicle)
    {
        double best = double.PositiveInfinity, speed = 0, before = -vehicle.Front;
        Lane lane = vehicle.Lane;
        while (true)
        {
            foreach (Vehicle other in Vehicles)
            {
                if (other == vehicle)
                    continue;
                double rear;
                if (other.Lane == lane)
                    rear = other.Rear;
                else if (other.Behind == lane && other.Rear < 0)
                    rear = lane.Length + other.Rear;
                else
                    continue;
                // Who is on the same lane and not ahead is behind.
                if (lane == vehicle.Lane && other.Lane == lane && (other.Front < vehicle.Front || (other.Front == vehicle.Front && other.Index < vehicle.Index)))
                    continue;
                double gap = before + rear;
                if (gap < best)
                    (best, speed) = (gap, other.Speed);
            }

            before += lane.Length;
            if (best < before || before > 90)
                return (best, speed);
            if (lane.IsConnector)
                lane = lane.Next[0];
            else if (lane == vehicle.Lane && vehicle.Way.Arm == lane.Arm)
                lane = vehicle.Way;
            else
                return (best, speed);
        }
    }

    /// <summary>The speed that a driver wants, without anybody ahead.</summary>
    public static double WantedSpeed(Vehicle vehicle)
    {
        double wanted = vehicle.Lane.SpeedAt(vehicle.Front);
        // Just out of a junction, it does not know its next way yet, which is far.
        if (vehicle.Lane.IsConnector || vehicle.Way.Arm == vehicle.Lane.Arm)
        {
            double then = vehicle.Next.SpeedAt(0);
            wanted = Math.Min(wanted, Math.Sqrt((then * then) + (2 * 1.5 * Math.Max(0, vehicle.ToStopLine))));
        }

        return Math.Min(vehicle.Kind.TopSpeed, wanted * vehicle.Haste);
    }

    private double Accelerate(Vehicle vehicle)
    {
        (double gap, double speed) = Ahead(vehicle);
        double most = vehicle.Kind.Acceleration, wanted = WantedSpeed(vehicle);
        double acceleration = IntelligentDriver.Accelerate(vehicle.Speed, wanted, most, gap, speed);
        if (vehicle.HasJunction || vehicle.Lane.IsConnector)
            return acceleration;
        // The stop line is like somebody who stands a little behind it.
        double line = vehicle.ToStopLine + IntelligentDriver.Standing - 0.7;
        return Math.Min(acceleration, IntelligentDriver.Accelerate(vehicle.Speed, wanted, most, line, 0));
    }
}
