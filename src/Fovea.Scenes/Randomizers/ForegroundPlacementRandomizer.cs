using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Randomizers.Placement;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>Puts prefabs on level ground at random, so that each stands or lies on it and none goes through another.</summary>
/// <remarks>
/// Each is randomised by its own randomizers first, so that its size and how it lies are known. Places are a Poisson disk pattern; the large
/// ones choose first, as otherwise they would find no room. What was below the entity before is left free.
/// </remarks>
public sealed class ForegroundPlacementRandomizer : Randomizer
{
    private static readonly Sampler AnyTurn = new UniformSampler(0, 360), Some = new UniformSampler(5, 10);

    private IReadOnlyList<string> _prefabs = [];
    private WeightedChoice? _choice;
    private Sampler? _count;
    private Sampler? _turn;
    private Sampler? _lift;

    /// <summary>The shape of the ground, which lies level about the entity.</summary>
    public AreaShape Area { get; set; }

    /// <summary>Width along x and depth along z of a rectangle, metres.</summary>
    public Vector2 Size { get; set; } = new(10, 10);

    /// <summary>The radius of a disc, and the outer one of a ring; metres.</summary>
    public double Radius { get; set; } = 5;

    /// <summary>The inner radius of a ring, metres.</summary>
    public double InnerRadius { get; set; } = 2;

    /// <summary>How far from the edge everything stays, metres.</summary>
    public double Margin { get; set; }

    /// <summary>The height of the ground over the entity, or over its mesh's top; metres.</summary>
    public double Height { get; set; }

    /// <summary>The least distance between things, metres.</summary>
    public double Separation { get; set; } = 0.01;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _prefabs = fields.Texts("prefabs", [], "What is put there: names of prefabs.");
        IReadOnlyList<double> weights = fields.Numbers("weights", [], "How probable each prefab is, in proportion; left out, all alike.");
        _count = fields.Sampler("count", "How many; fewer where there is no room. Left out, 5 to 10.");
        Area = fields.Choice("area", Area, "The shape of the ground, level and about the entity; 'top' is the top of the mesh beside it.");
        Size = fields.Pair("size", Size, "Width along x and depth along z of a rectangle, metres.");
        Radius = fields.Number("radius", Radius, "The radius of a disc, and the outer one of a ring; metres.", 0);
        InnerRadius = fields.Number("innerRadius", InnerRadius, "The inner radius of a ring, metres.", 0);
        Margin = fields.Number("margin", Margin, "How far from the edge everything stays, metres.", 0);
        Height = fields.Number("height", Height, "The height of the ground over the entity, or over the mesh's top; metres.");
        Separation = fields.Number("separation", Separation, "The least distance between things, metres.", 0);
        _turn = fields.Sampler("turn", "Degrees about y; left out, any.");
        _lift = fields.Sampler("lift", "Metres over the ground; left out, things lie on it.");
        if (_prefabs.Count > 0)
            _choice = Weights.Choice(fields, "weights", weights, _prefabs.Count);
        if (!(Size.X > 0 && Size.Y > 0))
            throw fields.Error("size", "width and depth are more than 0.");
        if (Area == AreaShape.Ring && InnerRadius >= Radius)
            throw fields.Error("innerRadius", "the inner radius of a ring is less than its radius.");
    }

    /// <inheritdoc/>
    public override void Check(Scene scene, Func<string, string, SceneException> error)
    {
        if (_choice is null)
            throw error("prefabs", "there is nothing to put there: name one prefab or more.");
        PrefabNames.Check(scene, _prefabs, message => error("prefabs", message));
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        PlacementArea area = AreaOfEntity();
        List<Placed> taken = Entity.Children.Where(c => c.IsActive).Select(c => new Placed(c, Footprint.Of(c))).ToList();
        List<Placed> things = Make();
        if (things.Count == 0)
            return;
        CounterRandom random = Random("ForegroundPlacement.places");
        List<(double X, double Z)> places = PlacesFor(things, area, ref random);
        Shuffle(places, ref random);
        foreach (Placed thing in things.OrderByDescending(t => t.Footprint?.Square ?? 0))
        {
            if (TryPlace(thing, places, area, taken))
                taken.Add(thing);
            else
                thing.Entity.IsActive = false;
        }
    }

    private PlacementArea AreaOfEntity()
    {
        double less = 2 * Margin;
        switch (Area)
        {
            case AreaShape.Rectangle:
                return new PlacementArea(AreaShape.Rectangle, 0, 0, Math.Max(0, Size.X - less), Math.Max(0, Size.Y - less), 0, Height);
            case AreaShape.Top:
                Bounds top = Entity.Get<MeshRendererComponent>(nameof(ForegroundPlacementRandomizer)).Model.Bounds;
                Vector3 size = top.Max - top.Min;
                return new PlacementArea(
                    AreaShape.Rectangle, 0.5 * (top.Min.X + top.Max.X), 0.5 * (top.Min.Z + top.Max.Z), Math.Max(0, size.X - less), Math.Max(0, size.Z - less), 0, top.Max.Y + Height);
            default:
                double inner = Area == AreaShape.Ring ? InnerRadius + Margin : 0, outer = Math.Max(inner, Radius - Margin);
                return new PlacementArea(Area, 0, 0, 2 * outer, 2 * outer, inner, Height);
        }
    }

    private List<Placed> Make()
    {
        PrefabNames.CheckDepth(Entity);
        int count = (int)Math.Floor(Math.Clamp(Draw(_count ?? Some, "ForegroundPlacement.count", 0), 0, 100000) + 0.5);
        CounterRandom choices = Random("ForegroundPlacement.prefabs"), turns = Random("ForegroundPlacement.turns");
        List<Placed> made = [];
        for (int i = 0; i < count; i++)
        {
            WorldEntity entity = World.AddPrefab(_prefabs[_choice!.Next(ref choices)], Entity);
            entity.Randomize();
            double turn = (_turn ?? AnyTurn).Sample(ref turns);
            if (!entity.IsActive)
                continue;
            entity.Rotation = Rotations.Multiply(Rotations.About(Vector3.UnitY, turn), entity.Rotation);
            made.Add(new Placed(entity, Footprint.Of(entity)));
        }

        return made;
    }

    // Several places for each thing, but no closer than the smallest could use.
    private List<(double X, double Z)> PlacesFor(List<Placed> things, PlacementArea area, ref CounterRandom random)
    {
        double smallest = things.Min(t => t.Footprint?.Radius ?? 0);
        double distance = Math.Max(Math.Max(1e-4, Separation + (0.5 * smallest)), Math.Sqrt(area.Square / (64 + (6 * things.Count))));
        return area.Points(distance, ref random);
    }

    private bool TryPlace(Placed thing, List<(double X, double Z)> places, PlacementArea area, List<Placed> taken)
    {
        for (int i = 0; i < places.Count; i++)
        {
            (double x, double z) = places[i];
            // Where things are is what is tested below: at single precision.
            var place = new Vector3((float)x, 0, (float)z);
            if (!area.Holds(thing.Footprint, place.X, place.Z) || taken.Exists(t => t.IsNear(thing.Footprint, place.X, place.Z, Separation)))
                continue;
            places.RemoveAt(i);
            double lift = thing.Footprint is null ? 0 : -thing.Footprint.Bottom;
            CounterRandom random = World.RandomFor(thing.Entity, "ForegroundPlacement.lift");
            place.Y = (float)(area.Height + lift + (_lift?.Sample(ref random) ?? 0));
            thing.Entity.Position = place;
            return true;
        }

        return false;
    }

    private static void Shuffle(List<(double X, double Z)> places, ref CounterRandom random)
    {
        for (int i = places.Count - 1; i > 0; i--)
        {
            int j = random.NextIndex(i + 1);
            (places[i], places[j]) = (places[j], places[i]);
        }
    }

    private readonly record struct Placed(WorldEntity Entity, Footprint? Footprint)
    {
        public bool IsNear(Footprint? other, double x, double z, double gap) =>
            Footprint is not null && other is not null && Footprint.IsNear(Entity.Position.X, Entity.Position.Z, other, x, z, gap);
    }
}
