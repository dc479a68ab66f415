using System;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Shapes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>The land: meadows, fields and gardens, level where roads are, with hills around.</summary>
internal sealed class Ground
{
    private const double Cell = 24, Margin = 420;
    private const int CellsPerTile = 12;

    private static readonly Vector3[] Fields =
    [
        new(0.36f, 0.45f, 0.20f), new(0.31f, 0.42f, 0.18f), new(0.42f, 0.47f, 0.22f), new(0.58f, 0.53f, 0.28f), new(0.47f, 0.40f, 0.27f), new(0.33f, 0.46f, 0.22f),
    ];

    private static readonly Vector3 Garden = new(0.34f, 0.41f, 0.22f), Yard = new(0.46f, 0.44f, 0.39f);

    private readonly ulong _town;
    private readonly RoadNetwork _network;
    private readonly PlanPoint _low, _high;

    /// <summary>The land around a network.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="town">What it is drawn from.</param>
    public Ground(RoadNetwork network, ulong town)
    {
        (_network, _town) = (network, town);
        _low = new PlanPoint(double.PositiveInfinity, double.PositiveInfinity);
        _high = new PlanPoint(double.NegativeInfinity, double.NegativeInfinity);
        foreach (Road road in network.Roads)
        {
            for (int i = 0; i < road.Line.Samples; i += 10)
            {
                PlanPoint p = road.Line[i];
                _low = new PlanPoint(Math.Min(_low.X, p.X), Math.Min(_low.Z, p.Z));
                _high = new PlanPoint(Math.Max(_high.X, p.X), Math.Max(_high.Z, p.Z));
            }
        }
    }

    /// <summary>The lowest corner of what roads reach.</summary>
    public PlanPoint Low => _low;

    /// <summary>The highest corner of what roads reach.</summary>
    public PlanPoint High => _high;

    /// <summary>How high the ground is, metres: a little below the roads, and higher only where there are none.</summary>
    public double HeightAt(PlanPoint place)
    {
        double x = Math.Max(0, Math.Max(_low.X - place.X, place.X - _high.X)), z = Math.Max(0, Math.Max(_low.Z - place.Z, place.Z - _high.Z));
        double away = Math.Sqrt((x * x) + (z * z));
        double rise = Math.Clamp((away - 45) / (Margin - 90), 0, 1);
        rise = rise * rise * (3 - (2 * rise));
        return (rise * (14 + (46 * Noise(place, 170, 1)))) - 0.06;
    }

    /// <summary>Adds the meshes.</summary>
    /// <param name="add">Takes a class and a mesh of it.</param>
    public void Add(Action<string, MeshData> add)
    {
        int columns = (int)Math.Ceiling((_high.X - _low.X + (2 * Margin)) / Cell), rows = (int)Math.Ceiling((_high.Z - _low.Z + (2 * Margin)) / Cell);
        for (int row = 0; row < rows; row += CellsPerTile)
        {
            for (int column = 0; column < columns; column += CellsPerTile)
            {
                var builder = new MeshBuilder();
                for (int r = row; r < Math.Min(rows, row + CellsPerTile); r++)
                {
                    for (int c = column; c < Math.Min(columns, column + CellsPerTile); c++)
                        AddCell(builder, _low.X - Margin + (c * Cell), _low.Z - Margin + (r * Cell));
                }

                add("terrain", builder.Build("ground"));
            }
        }
    }

    private void AddCell(MeshBuilder builder, double x, double z)
    {
        var middle = new PlanPoint(x + (Cell / 2), z + (Cell / 2));
        Vector3 color = ColorAt(middle);
        var first = (uint)builder.VertexCount;
        for (int i = 0; i < 4; i++)
        {
            var p = new PlanPoint(x + ((i & 1) * Cell), z + ((i >> 1) * Cell));
            const double D = 6;
            builder.With(Paint.Fixed(color * (float)(0.84 + (0.3 * Noise(p, 31, 3))), 0.95f));
            var normal = new Vector3(
                (float)(HeightAt(p - new PlanPoint(D, 0)) - HeightAt(p + new PlanPoint(D, 0))), (float)(2 * D),
                (float)(HeightAt(p - new PlanPoint(0, D)) - HeightAt(p + new PlanPoint(0, D))));
            builder.Vertex(new Vector3((float)p.X, (float)HeightAt(p), (float)p.Z), normal, new Vector2((float)p.X, (float)p.Z));
        }

        builder.Triangle(first, first + 2, first + 3);
        builder.Triangle(first, first + 3, first + 1);
    }

    // Fields are some cells large and keep one colour; between the town's houses there are gardens and yards.
    private Vector3 ColorAt(PlanPoint place)
    {
        if (IsInTown(place, 40))
            return Vector3.Lerp(Garden, Yard, (float)(0.65 * Noise(place, 30, 2)));
        double tilt = place.X + (0.35 * place.Z), across = place.Z - (0.35 * place.X);
        ulong field = StableHash.Combine(_town, StableHash.Combine((ulong)(long)Math.Floor(tilt / 110), (ulong)(long)Math.Floor(across / 75)));
        Vector3 color = Fields[(int)(field % (ulong)Fields.Length)];
        return color;
    }

    /// <summary>Whether a place lies among the junctions of the town, or so near.</summary>
    /// <param name="place">The place.</param>
    /// <param name="beyond">Metres.</param>
    public bool IsInTown(PlanPoint place, double beyond)
    {
        double lowX = double.PositiveInfinity, lowZ = lowX, highX = double.NegativeInfinity, highZ = highX;
        foreach (Junction junction in _network.Junctions)
        {
            if (!junction.IsTown)
                continue;
            (lowX, highX) = (Math.Min(lowX, junction.Center.X), Math.Max(highX, junction.Center.X));
            (lowZ, highZ) = (Math.Min(lowZ, junction.Center.Z), Math.Max(highZ, junction.Center.Z));
        }

        return place.X > lowX - beyond && place.X < highX + beyond && place.Z > lowZ - beyond && place.Z < highZ + beyond;
    }

    // Smooth noise of 0..1 between random numbers at the corners of a grid.
    private double Noise(PlanPoint place, double size, ulong purpose)
    {
        double x = place.X / size, z = place.Z / size, fx = Math.Floor(x), fz = Math.Floor(z), u = x - fx, v = z - fz;
        (u, v) = (u * u * (3 - (2 * u)), v * v * (3 - (2 * v)));
        double a = At(0, 0) + ((At(1, 0) - At(0, 0)) * u), b = At(0, 1) + ((At(1, 1) - At(0, 1)) * u);
        return a + ((b - a) * v);

        double At(int dx, int dz) =>
            (StableHash.Combine(_town + purpose, StableHash.Combine((ulong)((long)fx + dx), (ulong)((long)fz + dz))) >> 11) * (1.0 / 9007199254740992.0);
    }
}
