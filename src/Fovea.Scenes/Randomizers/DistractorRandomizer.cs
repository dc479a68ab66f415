using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers.Placement;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>
/// Shapes of any look without a label, beside the labelled things or anywhere in view, none of which touches a labelled thing. Its entity has no
/// label, and comes after what is labelled and after the camera.
/// </summary>
public sealed class DistractorRandomizer : Randomizer
{
    private const int Tries = 30;
    private static readonly Sampler Some = new UniformSampler(3, 8), AnySize = new UniformSampler(0.05, 0.2), AnyDistance = new UniformSampler(0.1, 0.5), AnyDepth = new UniformSampler(1, 5);

    private ShapeSource _shapes = null!;
    private Sampler? _count;
    private Sampler? _size;
    private Sampler? _distance;

    /// <summary>Where they are.</summary>
    public DistractorPlace Place { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _count = fields.Sampler("count", "How many; fewer where there is no room. Left out, 3 to 8.");
        Place = fields.Choice("place", Place, "Beside labelled things, on the same ground; or anywhere that the first camera sees.");
        _distance = fields.Sampler("distance", "Metres from the labelled thing's middle (left out, 0.1 to 0.5), or from the camera along its axis (left out, 1 to 5).");
        _size = fields.Sampler("size", "Metres of the longest side; left out, 0.05 to 0.2.");
        _shapes = new ShapeSource(fields);
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error) => _shapes.Check(scene, error);

    /// <inheritdoc/>
    public override void Randomize()
    {
        if (Entity.Parent is not null || Entity.Position != Vector3.Zero || Entity.Rotation != Quaternion.Identity || Entity.Scale != Vector3.One)
            throw new SceneException($"The entity '{Entity.Path}' with a DistractorRandomizer has a parent or a place; it stands by itself at the origin.");
        List<Solid> things = World.All<LabelComponent>().Where(l => l.Entity.IsActiveInWorld).Select(l => Solid.Of(l.Entity)).OfType<Solid>().ToList();
        int labelled = things.Count, count = (int)Math.Floor(Math.Clamp(Draw(_count ?? Some, "Distractor.count", 0), 0, 100000) + 0.5);
        CounterRandom looks = Random("Distractor.looks");
        for (int i = 0; i < count; i++)
        {
            WorldEntity shape = _shapes.Add(Entity, "distractor", (_size ?? AnySize).Sample(ref looks), ref looks);
            CounterRandom places = World.RandomFor(shape, "Distractor.place");
            if (TryPlace(shape, things, labelled, ref places) is { } placed)
                things.Add(placed);
            else
                shape.IsActive = false;
        }
    }

    private Solid? TryPlace(WorldEntity shape, List<Solid> things, int labelled, ref CounterRandom random)
    {
        Footprint footprint = Footprint.InWorld(shape)!;
        for (int i = 0; i < Tries; i++)
        {
            if (Place == DistractorPlace.Near && labelled == 0)
                return null;
            Vector3 place = Place == DistractorPlace.Near ? Beside(things[random.NextIndex(labelled)], footprint, ref random) : InView(ref random);
            var solid = new Solid(place, footprint);
            if (things.Exists(t => t.IsNear(solid)))
                continue;
            shape.Position = place;
            return solid;
        }

        return null;
    }

    private Vector3 Beside(Solid thing, Footprint footprint, ref CounterRandom random)
    {
        double distance = (_distance ?? AnyDistance).Sample(ref random), angle = random.Between(0, 2 * Math.PI);
        return thing.Place + new Vector3(
            (float)(distance * PortableMath.Sin(angle)), (float)(thing.Footprint.Bottom - footprint.Bottom), (float)(distance * PortableMath.Cos(angle)));
    }

    private Vector3 InView(ref CounterRandom random)
    {
        CameraComponent camera = WorldPicture.CameraOf(World);
        double depth = Math.Max(0.01, (_distance ?? AnyDepth).Sample(ref random));
        double slope = PortableMath.Tan(camera.View.FieldOfView * 0.5 * PortableMath.RadiansPerDegree);
        double y = slope * random.Between(-depth, depth), x = slope * camera.Width / camera.Height * random.Between(-depth, depth);
        return Affine.Transform(new Vector3((float)x, (float)y, (float)-depth), camera.Entity.WorldMatrix);
    }

    private sealed record Solid(Vector3 Place, Footprint Footprint)
    {
        public static Solid? Of(WorldEntity entity) => Footprint.InWorld(entity) is { } footprint ? new Solid(entity.WorldPosition, footprint) : null;

        // Prisms touch if both their plans and their heights do.
        public bool IsNear(Solid other) =>
            Place.Y + Footprint.Bottom < other.Place.Y + other.Footprint.Top && other.Place.Y + other.Footprint.Bottom < Place.Y + Footprint.Top
            && Footprint.IsNear(Place.X, Place.Z, other.Footprint, other.Place.X, other.Place.Z, 0);
    }
}
