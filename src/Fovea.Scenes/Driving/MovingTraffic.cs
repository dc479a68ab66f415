using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Driving.Town;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Driving;

/// <summary>Moves traffic on the world's steps, and the entities with it.</summary>
/// <param name="traffic">What goes on.</param>
internal sealed class MovingTraffic(RoadTraffic traffic) : Behaviour
{
    private readonly List<Shown> _vehicles = [];
    private readonly List<(Walker Walker, WorldEntity Entity, MeshRendererComponent Renderer, int Look)> _walkers = [];
    private readonly List<(JunctionArm Arm, MeshRendererComponent Renderer)> _signals = [];

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
    }

    /// <summary>Shows a vehicle.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="entity">What shows it.</param>
    /// <param name="renderer">Its mesh.</param>
    /// <param name="rider">What shows who rides it; null for nobody.</param>
    /// <param name="riderRenderer">That one's mesh.</param>
    /// <param name="look">Which of the people that is.</param>
    public void Add(Vehicle vehicle, WorldEntity entity, MeshRendererComponent renderer, WorldEntity? rider, MeshRendererComponent? riderRenderer, int look) =>
        _vehicles.Add(new Shown(
            vehicle, entity, renderer, rider, riderRenderer, look, renderer.Model, vehicle.Kind.Name == "car" ? FarModels.Car(renderer.Model) : null));

    /// <summary>Shows somebody on foot.</summary>
    public void Add(Walker walker, WorldEntity entity, MeshRendererComponent renderer, int look) => _walkers.Add((walker, entity, renderer, look));

    /// <summary>Shows a traffic light.</summary>
    public void Add(JunctionArm arm, MeshRendererComponent renderer) => _signals.Add((arm, renderer));

    /// <inheritdoc/>
    public override void Update(float dt)
    {
        traffic.Step(dt);
        Place();
    }

    /// <summary>Puts the entities where traffic is.</summary>
    public void Place()
    {
        // The first vehicle is the one from which all is seen.
        PlanPoint eye = traffic.Vehicles[0].Pose().Middle;
        foreach (Shown shown in _vehicles)
        {
            (PlanPoint middle, PlanPoint direction) = shown.Vehicle.Pose();
            Place(shown.Entity, middle, direction, 0);
            if (shown.Far is { } far)
                shown.Renderer.Model = middle.DistanceSquared(eye) > VehicleLook.FarFrom * VehicleLook.FarFrom ? far : shown.Near;
            if (shown.Vehicle.Kind == VehicleKind.Bicycle)
            {
                // A turn of the pedals takes a bicycle some five metres.
                double phase = shown.Vehicle.Gone / 5;
                phase -= System.Math.Floor(phase);
                shown.Renderer.Model = FigureModels.Bicycle(phase);
                shown.RiderRenderer!.Model = FigureModels.Cyclist(shown.Look, phase);
            }

            if (shown.Rider is { } rider)
                (rider.Position, rider.Rotation) = (shown.Entity.Position, shown.Entity.Rotation);
        }

        foreach ((Walker walker, WorldEntity entity, MeshRendererComponent renderer, int look) in _walkers)
        {
            // Down from the kerb, where they cross.
            bool isOnRoad = walker.Way.Crossing is not null && walker.IsOnRoad;
            Place(entity, walker.Place, walker.Direction, isOnRoad ? 0 : Road.Street.KerbHeight);
            renderer.Model = walker.IsStanding ? FigureModels.Standing(look) : FigureModels.Walking(look, walker.Phase);
        }

        foreach ((JunctionArm arm, MeshRendererComponent renderer) in _signals)
            renderer.Model = TownModels.Signal(traffic.StateOf(arm));
    }

    private static void Place(WorldEntity entity, PlanPoint place, PlanPoint direction, double height)
    {
        entity.Position = new Vector3((float)place.X, (float)height, (float)place.Z);
        entity.Rotation = Rotations.Heading(new Vector3((float)direction.X, 0, (float)direction.Z));
    }

    private sealed record Shown(Vehicle Vehicle, WorldEntity Entity, MeshRendererComponent Renderer, WorldEntity? Rider, MeshRendererComponent? RiderRenderer, int Look, Model Near, Model? Far);
}
