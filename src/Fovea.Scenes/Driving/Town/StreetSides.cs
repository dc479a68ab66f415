using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Roads;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>Builds the sides of a town's streets: closed rows of buildings or houses with gardens, lamps, trees, benches, bins.</summary>
/// <param name="props">Where all is added.</param>
/// <param name="town">What it is drawn from.</param>
internal sealed class StreetSides(PropSet props, ulong town)
{
    // From the edge of the carriageway to the middle of lamps and trees, which leaves the pavement free.
    private const double Furniture = 0.5;

    private static readonly Vector3[] Walls =
        [new(1, 1, 1), new(1, 0.95f, 0.86f), new(0.96f, 0.9f, 0.88f), new(0.9f, 0.95f, 0.96f), new(1, 0.92f, 0.78f), new(0.93f, 0.93f, 0.9f)];

    /// <summary>Adds both sides of a street, and what stands on its pavements.</summary>
    /// <param name="road">A street.</param>
    /// <param name="number">Its number, to draw by.</param>
    public void Add(Road road, int number)
    {
        var random = new CounterRandom(town, number, "town", "StreetSides");
        PlanPoint start = road.From.Junction.Center, along = road.From.Direction;
        double length = (road.To.Junction.Center - start).Length;
        bool hasTrees = random.Chance(0.45);
        for (int side = -1; side <= 1; side += 2)
        {
            PlanPoint right = along.Right * side;
            if (random.Chance(0.62))
                Row(start, along, right, length, ref random);
            else
                Gardens(start, along, right, length, ref random);
            Pavement(start, along, right, length, hasTrees, side, ref random);
        }
    }

    // Buildings that stand wall to wall at the pavement, with a gap now and then.
    private void Row(PlanPoint start, PlanPoint along, PlanPoint right, double length, ref CounterRandom random)
    {
        double outside = Road.Street.RightOutside, at = outside + random.Between(0.6, 2), setback = random.Between(0.1, 1.2);
        while (true)
        {
            TownBuilding building = TownModels.Buildings[random.NextIndex(TownModels.Buildings.Count)];
            if (at + building.Width > length - outside - 0.5)
                break;
            PlanPoint middle = start + (along * (at + (building.Width / 2))) + (right * (outside + setback + (building.Depth / 2)));
            var ground = new GroundBox(middle, right * -1, building.Depth / 2, building.Width / 2);
            Vector3 color = Walls[random.NextIndex(Walls.Length)];
            if (props.IsFree(ground, 0.05))
            {
                props.Take(ground);
                props.Add("building", building.Day, middle, right * -1, 1, color, building.Night);
            }

            at += building.Width + (random.Chance(0.18) ? random.Between(2.5, 6) : 0.02);
        }
    }

    // Houses behind hedges and walls.
    private void Gardens(PlanPoint start, PlanPoint along, PlanPoint right, double length, ref CounterRandom random)
    {
        double outside = Road.Street.RightOutside, at = outside + random.Between(1, 3);
        bool hasWall = random.Chance(0.5);
        while (true)
        {
            TownBuilding house = TownModels.Houses[random.NextIndex(TownModels.Houses.Count)];
            double lot = house.Width + random.Between(4, 8), setback = random.Between(3, 5.5);
            if (at + lot > length - outside)
                break;
            PlanPoint middle = start + (along * (at + (lot / 2))) + (right * (outside + setback + (house.Depth / 2)));
            var ground = new GroundBox(middle, right * -1, house.Depth / 2, house.Width / 2);
            if (props.IsFree(ground, 0.5))
            {
                props.Take(ground);
                props.Add("building", house.Day, middle, right * -1, 1, Walls[random.NextIndex(Walls.Length)], house.Night);
                Front(start + (along * at) + (right * (outside + 0.25)), along, right, lot, hasWall, ref random);
                Tree(middle + (along * ((house.Width / 2) + random.Between(1.5, 2.5))) + (right * random.Between(-3, 3)), random.Between(0.55, 0.85), ref random);
            }

            at += lot;
        }
    }

    // What parts a garden from the pavement, with a gap for the gate.
    private void Front(PlanPoint at, PlanPoint along, PlanPoint right, double lot, bool hasWall, ref CounterRandom random)
    {
        double gate = random.Between(0.25, 0.6) * lot, side = lot - gate - 1.6;
        if (hasWall)
        {
            Model wall = TownModels.Make("wall", ("length", 4), ("height", 0.9));
            Pieces("wall", wall, at, along, right, gate);
            Pieces("wall", wall, at + (along * (gate + 1.6)), along, right, side);
            return;
        }

        Model fence = TownModels.Make("fence", ("length", 4), ("height", 1.0));
        Pieces("fence", fence, at, along, right, gate);
        Pieces("fence", fence, at + (along * (gate + 1.6)), along, right, side);
        for (double x = 1; x < lot - 1; x += random.Between(1.6, 3.2))
            props.Add("vegetation", TownModels.Bushes[0], at + (along * x) + (right * 1.0), along, random.Between(0.8, 1.2));
    }

    // Pieces are stretched a little, so that they fill the length.
    private void Pieces(string @class, Model piece, PlanPoint at, PlanPoint along, PlanPoint right, double length)
    {
        int count = (int)Math.Floor((length / 4) + 0.5);
        for (int i = 0; i < count; i++)
            props.Add(@class, piece, at + (along * ((i + 0.5) * length / count)), right * -1, Math.Min(1, length / count / 4));
    }

    private void Pavement(PlanPoint start, PlanPoint along, PlanPoint right, double length, bool hasTrees, int side, ref CounterRandom random)
    {
        double edge = Road.Street.RightEdge + Furniture, height = Road.Street.KerbHeight, first = 21 + (side > 0 ? 0 : 13);
        for (double at = first; at < length - 18; at += 26)
        {
            PlanPoint place = start + (along * at) + (right * edge);
            props.AddLamp(place, right * -1);
            if (hasTrees)
            {
                for (int i = 1; i <= 2; i++)
                {
                    if (at + (i * 8.7) < length - 20)
                        Tree(place + (along * (i * 8.7)), random.Between(0.6, 0.8), ref random, height);
                }
            }

            if (random.Chance(0.3))
                props.Add("static", TownModels.Make("bin"), place + (along * 1.2), along, 1, new Vector3(0.2f, 0.3f, 0.25f), null, height);
            if (random.Chance(0.2))
                props.Add("static", TownModels.Make("bench"), start + (along * (at + 4)) + (right * (Road.Street.RightOutside - 0.45)), right * -1, 1, null, null, height);
        }
    }

    private void Tree(PlanPoint place, double scale, ref CounterRandom random, double height = 0)
    {
        Model tree = TownModels.Trees[random.NextIndex(TownModels.Trees.Count - (height > 0 ? 2 : 0))];
        var shade = (float)random.Between(0.85, 1.1);
        var ground = new GroundBox(place, new PlanPoint(0, -1), 0.5, 0.5);
        if (height > 0 || props.IsFree(ground, 1))
            props.Add("vegetation", tree, place, Compass(random.NextIndex(16)), scale, new Vector3(shade, 1, shade) * (float)random.Between(0.85, 1), null, height);
    }

    /// <summary>One of sixteen directions.</summary>
    public static PlanPoint Compass(int number) => new PlanPoint(PortableMath.Sin(number * Math.PI / 8), PortableMath.Cos(number * Math.PI / 8));
}
