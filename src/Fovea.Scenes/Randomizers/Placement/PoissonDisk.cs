using System;
using System.Collections.Generic;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Randomizers.Placement;

/// <summary>Points at random, none too near to another, and hardly a gap between them.</summary>
public static class PoissonDisk
{
    private const int MostCells = 4_000_000;

    /// <summary>Fills an area (R. Bridson, "Fast Poisson disk sampling in arbitrary dimensions", 2007).</summary>
    /// <param name="width">The extent of x, about 0; metres.</param>
    /// <param name="height">The extent of y, about 0; metres.</param>
    /// <param name="distance">The least distance of two points.</param>
    /// <param name="inside">Which points of that rectangle count.</param>
    /// <param name="random">Where they are drawn from.</param>
    /// <param name="tries">How many places around a point are tried before it is given up.</param>
    /// <exception cref="ArgumentException">The area is empty, or the distance is so small that there would be millions of points.</exception>
    public static List<(double X, double Y)> Fill(
        double width, double height, double distance, Func<double, double, bool> inside, ref CounterRandom random, int tries = 30)
    {
        if (!(width >= 0) || !(height >= 0) || !(distance > 0))
            throw new ArgumentException("an area has a size, and its points a distance of more than 0.");
        // A cell's diagonal is the distance: it holds one point at most.
        double cell = distance / Math.Sqrt(2);
        if (Math.Floor(width / cell) * Math.Floor(height / cell) > MostCells)
            throw new ArgumentException(FormattableString.Invariant($"{width} x {height} metres hold millions of points at a distance of {distance}: take a greater one."));
        int columns = (int)(width / cell) + 1, rows = (int)(height / cell) + 1;
        int[] cells = new int[columns * rows];
        List<(double X, double Y)> points = [];
        List<int> active = [];
        for (int i = 0; i < 1000 && points.Count == 0; i++)
            TryAdd(random.Between(-width / 2, width / 2), random.Between(-height / 2, height / 2));
        while (active.Count > 0)
        {
            int at = random.NextIndex(active.Count);
            (double x, double y) = points[active[at]];
            bool found = false;
            for (int i = 0; i < tries && !found; i++)
            {
                (double dx, double dy) = Around(ref random);
                found = TryAdd(x + (distance * dx), y + (distance * dy));
            }

            if (!found)
            {
                active[at] = active[^1];
                active.RemoveAt(active.Count - 1);
            }
        }

        return points;

        bool TryAdd(double x, double y)
        {
            if (Math.Abs(x) > width / 2 || Math.Abs(y) > height / 2 || !inside(x, y))
                return false;
            int column = Math.Min(columns - 1, (int)((x + (width / 2)) / cell)), row = Math.Min(rows - 1, (int)((y + (height / 2)) / cell));
            for (int r = Math.Max(0, row - 2); r <= Math.Min(rows - 1, row + 2); r++)
            {
                for (int c = Math.Max(0, column - 2); c <= Math.Min(columns - 1, column + 2); c++)
                {
                    if (cells[(r * columns) + c] is > 0 and int number)
                    {
                        double dx = points[number - 1].X - x, dy = points[number - 1].Y - y;
                        if ((dx * dx) + (dy * dy) < distance * distance)
                            return false;
                    }
                }
            }

            active.Add(points.Count);
            points.Add((x, y));
            cells[(row * columns) + column] = points.Count;
            return true;
        }
    }

    // A point of the ring from radius 1 to 2: those of the square around it that lie in it, which needs no sines.
    private static (double X, double Y) Around(ref CounterRandom random)
    {
        while (true)
        {
            double x = random.Between(-2, 2), y = random.Between(-2, 2), square = (x * x) + (y * y);
            if (square is >= 1 and < 4)
                return (x, y);
        }
    }
}
