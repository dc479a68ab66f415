using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Driving.Town;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Driving;

/// <summary>Fills the roads of a town with vehicles and its pavements with people, who then go on by themselves for as long as the world is played.</summary>
/// <remarks>It comes after the <see cref="TownComponent"/> in the scene. Where there is an <see cref="EgoVehicleBehaviour"/>, most are near it.</remarks>
public sealed class TrafficComponent : Randomizer
{
    private static readonly Vector3[] Clothes =
    [
        new(0.15f, 0.17f, 0.22f), new(0.55f, 0.12f, 0.12f), new(0.20f, 0.32f, 0.52f), new(0.75f, 0.72f, 0.66f), new(0.30f, 0.36f, 0.24f), new(0.62f, 0.48f, 0.30f), new(0.10f, 0.10f, 0.11f), new(0.82f, 0.55f, 0.16f), new(0.45f, 0.28f, 0.46f), new(0.88f, 0.88f, 0.88f),
    ];

    private Sampler? _vehicles;
    private Sampler? _people;

    /// <summary>What goes on.</summary>
    internal RoadTraffic Traffic { get; private set; } = null!;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _vehicles = fields.Sampler("vehicles", "How many vehicles drive; left out, 20 to 30.");
        _people = fields.Sampler("people", "How many people walk; left out, 12 to 26.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        TownComponent town = World.Find<TownComponent>() ?? throw new SceneException($"Traffic of the entity '{Entity.Path}' needs a Town in the scene, before it.");
        if (town.Plan is null)
            throw new SceneException($"Traffic of the entity '{Entity.Path}' comes before the Town in the scene; put it after '{town.Entity.Path}'.");
        RoadNetwork network = town.Plan.Network;
        CounterRandom random = Random("Traffic");
        var offsets = new double[network.Junctions.Count];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = random.Between(0, 40);
        Traffic = new RoadTraffic(network, offsets);
        var spawner = new TrafficSpawner(Traffic);
        var moving = new MovingTraffic(Traffic);
        int vehicles = (int)Math.Round(_vehicles?.Sample(ref random) ?? random.Between(20, 30)), people = (int)Math.Round(_people?.Sample(ref random) ?? random.Between(12, 26));
        Vehicle ego = spawner.AddFirst(VehicleKind.Saloon, ref random, Random("Traffic.ego"));
        if (World.Find<EgoVehicleBehaviour>() is { } driver)
            driver.Take(Traffic, ego);
        else
            AddVehicle(moving, ego, VehicleLook.Draw([(VehicleKind.Saloon, 1)], ref random), town.IsDark);
        for (int i = 1; i < vehicles; i++)
        {
            VehicleLook look = VehicleLook.Draw(VehicleLook.Moving, ref random);
            if (spawner.Add(look.Kind, ref random, Random($"Traffic.vehicle {i}")) is { } vehicle)
                AddVehicle(moving, vehicle, look, town.IsDark);
        }

        for (int i = 0; i < people; i++)
        {
            int look = random.NextIndex(FigureModels.Looks);
            float size = (float)random.Between(0.9, 1.07);
            Vector3 color = Clothes[random.NextIndex(Clothes.Length)];
            if (spawner.AddWalker(ref random, Random($"Traffic.walker {i}")) is not { } walker)
                continue;
            WorldEntity entity = World.AddEmpty($"person {i}", Entity);
            entity.Scale = new Vector3(size);
            entity.Add(new LabelComponent { Class = "person" });
            moving.Add(walker, entity, entity.Add(new MeshRendererComponent { Color = color, Model = FigureModels.Walking(look, walker.Phase) }), look);
        }

        int lights = 0;
        foreach (SignalHead head in town.Plan.Signals)
        {
            WorldEntity entity = World.AddEmpty($"traffic light {++lights}", Entity);
            (entity.Position, entity.Rotation) = (head.Place, head.Rotation);
            entity.Add(new LabelComponent { Class = "traffic light", IsInstance = false });
            moving.Add(head.Arm, entity.Add(new MeshRendererComponent { Model = TownModels.Signal(Traffic.StateOf(head.Arm)) }));
        }

        spawner.Settle(ref random);
        Entity.Add(moving);
        moving.Place();
    }

    /// <summary>Adds the lamps that shine on the road before a vehicle.</summary>
    internal static void AddHeadlights(World world, WorldEntity vehicle, double length)
    {
        WorldEntity lamp = world.AddEmpty("headlights", vehicle);
        // Both lamps as one, from further back than they are: light that comes from a point would be too bright right before it.
        // But not from behind who rides a motorcycle.
        double behind = Math.Clamp(length - 2.5, 0.1, 2.5);
        lamp.Position = new Vector3(0, 1.1f, (float)(behind - (length / 2)));
        lamp.Rotation = Rotations.About(Vector3.UnitX, -4.5);
        lamp.Add(new LightComponent { Color = new Vector3(1, 0.95f, 0.86f), Intensity = 130, Range = 60, ConeAngle = 48 });
    }

    private void AddVehicle(MovingTraffic moving, Vehicle vehicle, VehicleLook look, bool isDark)
    {
        WorldEntity entity = World.AddEmpty($"{look.Kind.Name} {vehicle.Index}", Entity);
        entity.Add(new LabelComponent { Class = look.Kind.Name });
        bool isBicycle = look.Kind == VehicleKind.Bicycle;
        MeshRendererComponent shown = entity.Add(new MeshRendererComponent { Color = look.Color, Model = isBicycle ? FigureModels.Bicycle(0) : look.Model(isDark) });
        MeshRendererComponent? rider = null;
        WorldEntity? person = null;
        if (isBicycle || look.Kind == VehicleKind.Motorcycle)
        {
            // Not below the vehicle: it is an object of its own.
            person = World.AddEmpty($"rider {vehicle.Index}", Entity);
            person.Add(new LabelComponent { Class = "rider" });
            rider = person.Add(new MeshRendererComponent
            {
                Color = Clothes[(look.Number * 7) % Clothes.Length],
                Model = isBicycle ? FigureModels.Cyclist(look.Number, 0) : FigureModels.Motorcyclist(look.Number),
            });
        }

        if (isDark && !isBicycle)
            AddHeadlights(World, entity, look.Kind.Length);
        moving.Add(vehicle, entity, shown, person, rider, look.Number);
    }
}
