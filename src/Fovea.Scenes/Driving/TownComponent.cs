using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Driving.Town;
using Fovea.Scenes.Driving.Traffic;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Driving;

/// <summary>Puts a procedural town with the country around it into the world: one of some, each always the same, with other cars parked each time.</summary>
/// <remarks>It comes after the sky in the scene, since lamps and windows are lit where it is dark.</remarks>
public sealed class TownComponent : Randomizer
{
    private readonly Dictionary<string, WorldEntity> _groups = [];
    private Sampler? _parked;
    private DistanceDetail _detail = null!;
    private int _number;

    /// <summary>How many towns there are to draw from.</summary>
    public int Towns { get; set; } = 8;

    /// <summary>The town that it is.</summary>
    internal TownPlan Plan { get; private set; } = null!;

    /// <summary>Whether lamps are lit.</summary>
    internal bool IsDark { get; private set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Towns = (int)fields.Whole("towns", Towns, "How many towns there are to draw from; each takes time to make and memory to keep.", 1, 1000);
        _parked = fields.Sampler("parked", "The share of parking bays that are taken, 0 to 1.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        Plan = TownPlan.Of(Random("Town.number").NextIndex(Towns));
        IsDark = World.Sky is { } sky && sky.Environment.SunElevation < 3;
        _groups.Clear();
        _detail = Entity.Add(new DistanceDetail());
        _number = 0;
        foreach ((string @class, Model model) in Plan.Surfaces)
            Add(@class, model, Vector3.Zero, Quaternion.Identity, Vector3.One, null).Renderer.CastsShadow = false;
        foreach (Prop prop in Plan.Props)
        {
            (WorldEntity entity, MeshRendererComponent renderer) = Add(prop.Class, IsDark ? prop.Night : prop.Day, prop.Place, prop.Rotation, prop.Scale, prop.Color);
            // By night one sees lit windows from afar.
            if (prop.FarFrom is { } distance && !(IsDark && prop.Night != prop.Day && prop.Class == "building"))
                _detail.Add(entity, renderer, prop.Far, distance);
        }

        foreach (Vector3 lamp in Plan.Lamps)
        {
            WorldEntity entity = World.AddEmpty(Numbered("lamp"), Entity);
            entity.Position = lamp;
            entity.Add(new LightComponent { Intensity = 55, Range = 26, OnlyAtNight = true, Color = new Vector3(1, 0.83f, 0.6f) });
        }

        Park();
    }

    private void Park()
    {
        double share = Draw(_parked, "Town.parked", 0.5);
        CounterRandom random = Random("Town.cars");
        foreach ((PlanPoint middle, PlanPoint direction) in Plan.Parking)
        {
            if (!random.Chance(share))
                continue;
            VehicleLook look = VehicleLook.Draw(VehicleLook.Parked, ref random);
            PlanPoint place = middle + (direction * random.Between(-0.3, 0.3)) + (direction.Right * random.Between(-0.1, 0.12));
            double turned = Rotations.HeadingDegrees(new Vector3((float)direction.X, 0, (float)direction.Z)) + random.Between(-1.5, 1.5);
            WorldEntity car = World.AddEmpty(Numbered("parked car"), Entity);
            (car.Position, car.Rotation) = (new Vector3((float)place.X, 0, (float)place.Z), Rotations.About(Vector3.UnitY, turned));
            car.Add(new LabelComponent { Class = look.Kind.Name });
            Model near = look.Model(isLit: false);
            _detail.Add(car, car.Add(new MeshRendererComponent { Model = near, Color = look.Color }), FarModels.Car(near), VehicleLook.FarFrom);
        }
    }

    private (WorldEntity Entity, MeshRendererComponent Renderer) Add(string @class, Model model, Vector3 place, Quaternion rotation, Vector3 scale, Vector3? color)
    {
        if (!_groups.TryGetValue(@class, out WorldEntity? group))
        {
            _groups[@class] = group = World.AddEmpty(@class, Entity);
            if (World.Scene.ClassOf(@class) is not null)
                group.Add(new LabelComponent { Class = @class, IsInstance = false });
        }

        WorldEntity entity = World.AddEmpty(Numbered(@class), group);
        (entity.Position, entity.Rotation, entity.Scale) = (place, rotation, scale);
        return (entity, entity.Add(new MeshRendererComponent { Model = model, Color = color }));
    }

    // A name that no other has, so that the world need not look for one.
    private string Numbered(string name) => $"{name} {++_number}";
}
