using System;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>What stands along country roads and on the land: avenues, woods, hedges, fences, lonely houses.</summary>
/// <param name="props">Where all is added.</param>
/// <param name="ground">The land.</param>
/// <param name="town">What it is drawn from.</param>
internal sealed class Countryside(PropSet props, Ground ground, ulong town)
{
    /// <summary>Adds both sides of a country road.</summary>
    /// <param name="road">A country road.</param>
    /// <param name="number">Its number, to draw by.</param>
    public void Add(Road road, int number)
    {
        var random = new CounterRandom(town, number, "town", "Countryside");
        double length = road.Spline.Length;
        for (int side = -1; side <= 1; side += 2)
        {
            bool isAvenue = random.Chance(0.4), hasFence = random.Chance(0.4);
            double house = random.Between(30, 80);
            for (double at = 4; at < length - 4; at += 4)
            {
                bool isStreet = road.ProfileAt(at) == Road.Street;
                PlanPoint along = Direction(road, at), right = along.Right * side;
                PlanPoint Beside(double away) => Point(road, at) + (right * away);
                if (isStreet && (int)(at / 4) % 6 == (side > 0 ? 2 : 5))
                    props.AddLamp(Beside(Road.Street.RightEdge + 0.5), right * -1);
                if (!isStreet && isAvenue && (int)(at / 4) % 4 == 0)
                    Tree(Beside(6.6 + random.Between(-0.4, 0.4)), random.Between(0.8, 1.1), 0.2, ref random, isLeafy: true);
                if (!isStreet && hasFence && (int)(at / 40) % 3 != 2)
                    Fence(Beside(8.2), right);
                if (at > house)
                {
                    house = at + (isStreet ? random.Between(16, 26) : random.Between(60, 130));
                    Farm(Beside(isStreet ? 18 : random.Between(17, 24)), right, along, ref random);
                }

                if (random.Chance(0.1))
                    Bush(Beside(random.Between(6.5, 11)), ref random);
            }
        }
    }

    /// <summary>Adds woods and single trees all over the land, up to the hills.</summary>
    public void AddWoods()
    {
        var random = new CounterRandom(town, 0, "town", "Countryside.woods");
        double width = ground.High.X - ground.Low.X + 300, depth = ground.High.Z - ground.Low.Z + 300;
        for (int wood = 0; wood < 46; wood++)
        {
            var middle = new PlanPoint(ground.Low.X - 150 + (width * random.NextDouble()), ground.Low.Z - 150 + (depth * random.NextDouble()));
            int trees = random.Chance(0.4) ? 9 : 3;
            double spread = trees * 2.2;
            double conifers = random.NextDouble();
            for (int i = 0; i < trees; i++)
            {
                PlanPoint place = middle + new PlanPoint(random.Between(-spread, spread), random.Between(-spread, spread));
                if (!ground.IsInTown(place, 20))
                    Tree(place, random.Between(0.9, 1.45), 5, ref random, conifers > 0.7);
            }
        }
    }

    private static PlanPoint Point(Road road, double at) => road.Line.Point(at);

    private static PlanPoint Direction(Road road, double at) => road.Line.Direction(at);

    private void Farm(PlanPoint place, PlanPoint right, PlanPoint along, ref CounterRandom random)
    {
        TownBuilding house = TownModels.Houses[random.NextIndex(TownModels.Houses.Count)];
        var box = new GroundBox(place, right * -1, house.Depth / 2, house.Width / 2);
        if (!props.IsFree(box, 1.5))
            return;
        props.Take(box);
        props.Add("building", house.Day, place, right * -1, 1, new Vector3(1, (float)random.Between(0.88, 1), (float)random.Between(0.8, 1)), house.Night);
        for (int i = 0; i < 3; i++)
            Tree(place + (along * (random.Between(8, 14) * (random.Chance(0.5) ? 1 : -1))) + (right * random.Between(-3, 8)), random.Between(0.7, 1.1), 2, ref random);
    }

    private void Fence(PlanPoint place, PlanPoint right)
    {
        Model fence = TownModels.Make("fence", ("length", 4), ("height", 1.0));
        var box = new GroundBox(place, right * -1, 0.1, 1.9);
        if (props.IsFree(box, 0.5))
            props.Add("fence", fence, place, right * -1, 1, new Vector3(0.8f, 0.72f, 0.6f));
    }

    private void Bush(PlanPoint place, ref CounterRandom random)
    {
        Model bush = TownModels.Bushes[random.NextIndex(2)];
        if (props.IsFree(new GroundBox(place, new PlanPoint(0, -1), 0.7, 0.7), 0.8))
            props.Add("vegetation", bush, place, StreetSides.Compass(random.NextIndex(16)), random.Between(0.7, 1.3), null, null, ground.HeightAt(place));
    }

    private void Tree(PlanPoint place, double scale, double fromRoads, ref CounterRandom random, bool isLeafy = false)
    {
        Model tree = TownModels.Trees[random.NextIndex(TownModels.Trees.Count - (isLeafy ? 2 : 0))];
        int turn = random.NextIndex(16);
        float red = (float)random.Between(0.85, 1.2), shade = (float)random.Between(0.82, 1.05);
        if (props.IsFree(new GroundBox(place, new PlanPoint(0, -1), 0.8, 0.8), fromRoads))
            props.Add("vegetation", tree, place, StreetSides.Compass(turn), scale, new Vector3(Math.Min(1, red * shade), shade, shade * 0.95f), null, ground.HeightAt(place));
    }
}
