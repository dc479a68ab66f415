using System;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Driving;

/// <summary>
/// A car that drives itself through the traffic of the scene, by what the scene knows of lanes, lights and others. Its entity stands on the ground
/// at the car's middle; cameras are mounted below it. It has no body, so that none is in the picture.
/// </summary>
/// <remarks>Its numbers are the truth about the step that was computed last, one after the one that is shown.</remarks>
public sealed class EgoVehicleBehaviour : Behaviour
{
    private RoadTraffic _traffic = null!;
    private Vehicle _vehicle = null!;

    /// <summary>From axle to axle, metres.</summary>
    public double Wheelbase => 0.64 * _vehicle.Kind.Length;

    /// <summary>Metres a second.</summary>
    public double Speed => _vehicle.Speed;

    /// <summary>Metres a second squared.</summary>
    public double Acceleration => _vehicle.Acceleration;

    /// <summary>The angle of the front wheels, radians, positive to the right: that of a bicycle model on the curve that it drives.</summary>
    public double SteeringAngle => PortableMath.Atan2(Wheelbase * Curvature, 1);

    /// <summary>How sharply its lane bends where its front is, 1 / metres, positive to the right.</summary>
    public double Curvature => _vehicle.Lane.Path.Curvature(_vehicle.Front);

    /// <summary>How far its middle is from its lane's, metres, positive to the right.</summary>
    public double LaneOffset
    {
        get
        {
            (PlanPoint middle, _) = _vehicle.Pose();
            (PlanPoint on, PlanPoint along) = LaneAt(-0.5 * _vehicle.Kind.Length);
            return PlanPoint.Dot(middle - on, along.Right);
        }
    }

    /// <summary>How wide its lane is, metres.</summary>
    public double LaneWidth => Road.LaneWidth;

    /// <summary>What is allowed where it is, metres a second.</summary>
    public double SpeedLimit => _vehicle.Lane.SpeedLimit;

    /// <summary>Whether its front is in a junction.</summary>
    public bool IsInJunction => _vehicle.Lane.IsConnector;

    /// <summary>Metres to the stop line of the next junction; 0 in one.</summary>
    public double DistanceToStopLine => IsInJunction ? 0 : _vehicle.ToStopLine;

    /// <summary>Whether the light before it tells it to stop: red, or red with yellow.</summary>
    public bool IsLightRed => !IsInJunction && _traffic.StateOf(_vehicle.Lane.Arm) is SignalState.Red or SignalState.RedYellow;

    /// <summary>Metres to whoever is ahead in its lane; infinite where nobody is near.</summary>
    public double DistanceAhead => _traffic.Ahead(_vehicle).Gap;

    /// <summary>The vehicle in traffic.</summary>
    internal Vehicle Vehicle => _vehicle;

    /// <summary>What it drives in.</summary>
    internal RoadTraffic Traffic => _traffic;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
    }

    /// <summary>Where its lane goes: a point of its middle, in the world, at the height of the road.</summary>
    /// <param name="ahead">Metres ahead of its front, as far as the end of the next lane; less than 0 for behind.</param>
    public Vector3 LanePoint(double ahead)
    {
        PlanPoint point = LaneAt(ahead).Point;
        return new Vector3((float)point.X, 0, (float)point.Z);
    }

    /// <inheritdoc/>
    public override void Start()
    {
        if (_vehicle is null)
            throw new SceneException($"EgoVehicle of the entity '{Entity.Path}' needs a Town and a Traffic in the scene, to drive in.");
        Place();
    }

    /// <inheritdoc/>
    public override void Update(float dt) => Place();

    /// <summary>Takes its place in traffic.</summary>
    internal void Take(RoadTraffic traffic, Vehicle vehicle)
    {
        (_traffic, _vehicle) = (traffic, vehicle);
        if (World.Find<TownComponent>() is { IsDark: true })
            TrafficComponent.AddHeadlights(World, Entity, vehicle.Kind.Length);
        // Others look where it is before it starts.
        Place();
    }

    private void Place()
    {
        (PlanPoint middle, PlanPoint direction) = _vehicle.Pose();
        Entity.Position = new Vector3((float)middle.X, 0, (float)middle.Z);
        Entity.Rotation = Rotations.Heading(new Vector3((float)direction.X, 0, (float)direction.Z));
    }

    private (PlanPoint Point, PlanPoint Direction) LaneAt(double ahead)
    {
        double at = _vehicle.Front + ahead;
        Lane lane = _vehicle.Lane;
        if (at < 0 && _vehicle.Behind is { } behind)
        {
            at += behind.Length;
            lane = behind;
        }

        for (int i = 0; i < 2 && at > lane.Length; i++)
        {
            if (!lane.IsConnector && _vehicle.Way.Arm != lane.Arm)
                break;
            at -= lane.Length;
            lane = lane.IsConnector ? lane.Next[0] : _vehicle.Way;
        }

        return (lane.Path.Point(at), lane.Path.Direction(at));
    }
}
