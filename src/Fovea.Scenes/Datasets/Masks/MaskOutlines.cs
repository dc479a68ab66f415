using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Masks;

/// <summary>The masks of all objects of a picture as polygons whose corners are corners of pixels: one pass for all.</summary>
/// <remarks>
/// Edges between pixels are followed with the object on the right hand, so outer outlines run clockwise on the screen and holes the other way
/// round. Pixels that touch at a corner only are different parts. Filling the polygons of an object, by whichever rule, gives its mask exactly.
/// </remarks>
internal sealed class MaskOutlines
{
    private const int MostNearJoins = 200;

    // Steps to the right, down, left and up; and from a corner of pixels to the pixel that lies ahead on the right hand, and on the left.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];
    private static readonly (int X, int Y)[] RightAhead = [(0, 0), (-1, 0), (-1, -1), (0, -1)];
    private static readonly (int X, int Y)[] LeftAhead = [(0, -1), (0, 0), (-1, 0), (-1, -1)];

    private readonly Dictionary<uint, int> _places = new();
    private readonly List<List<int[]>> _loops = new();
    private readonly List<bool> _holes = new();
    private readonly List<int> _points = new();
    private bool[] _seen = [];

    /// <summary>Follows the outlines.</summary>
    /// <inheritdoc cref="InstanceRuns.Find"/>
    public void Find(ReadOnlySpan<uint> identity, int width, int height, IReadOnlyList<LabelledObject> objects)
    {
        _places.Clear();
        _holes.Clear();
        for (int i = 0; i < objects.Count; i++)
        {
            _places[objects[i].InstanceId] = i;
            _holes.Add(false);
            if (_loops.Count == i)
                _loops.Add([]);
            _loops[i].Clear();
        }

        if (_seen.Length < width * height)
            _seen = new bool[width * height];
        Array.Clear(_seen);
        for (int at = 0; at < width * height; at++)
        {
            // Every outline, of a hole too, has a pixel whose upper edge is part of it.
            uint instance = identity[at] >> 8;
            if (instance != 0 && !_seen[at] && (at < width || identity[at - width] >> 8 != instance) && _places.TryGetValue(instance, out int place))
                Follow(identity, width, height, at, instance, place);
        }
    }

    /// <summary>
    /// The polygons of an object, x and y by turns: one for each of its parts. Where a part has a hole they are all joined into one, by lines
    /// that are walked there and back and so enclose nothing.
    /// </summary>
    /// <param name="place">Its place in the list that was given.</param>
    /// <param name="single">Whether they are joined in any case.</param>
    public IReadOnlyList<int[]> Of(int place, bool single = false)
    {
        List<int[]> loops = _loops[place];
        return loops.Count > 1 && (single || _holes[place]) ? [Join(loops)] : loops;
    }

    private void Follow(ReadOnlySpan<uint> identity, int width, int height, int start, uint instance, int place)
    {
        _points.Clear();
        int x = start % width, y = start / width, direction = 0;
        (int firstX, int firstY) = (x, y);
        long area = 0;
        do
        {
            if (direction == 0)
                _seen[(y * width) + x] = true;
            // The area between the outline and the picture's top, to which only steps sideways add: negative for a hole.
            area -= Steps[direction].X * (long)y;
            x += Steps[direction].X;
            y += Steps[direction].Y;
            int turn = !IsInside(identity, width, height, x + RightAhead[direction].X, y + RightAhead[direction].Y, instance) ? 1
                : IsInside(identity, width, height, x + LeftAhead[direction].X, y + LeftAhead[direction].Y, instance) ? 3 : 0;
            if (turn == 0)
                continue;

            direction = (direction + turn) & 3;
            _points.Add(x);
            _points.Add(y);
        }
        while (x != firstX || y != firstY || direction != 0);

        _holes[place] |= area < 0;
        _loops[place].Add(_points.ToArray());
    }

    private static bool IsInside(ReadOnlySpan<uint> identity, int width, int height, int x, int y, uint instance) =>
        (uint)x < (uint)width && (uint)y < (uint)height && identity[(y * width) + x] >> 8 == instance;

    // From the corner nearest to where the next outline begins there, around it, and back. Where there are very many, as in the mask of a net,
    // looking for it would take seconds: those that are left are joined to the first corner.
    private static int[] Join(List<int[]> loops)
    {
        var joined = new List<int>(loops[0]);
        foreach (int[] loop in loops.Skip(1).Take(MostNearJoins))
        {
            int nearest = 0;
            long least = long.MaxValue;
            for (int i = 0; i < joined.Count; i += 2)
            {
                long dx = joined[i] - loop[0], dy = joined[i + 1] - loop[1], distance = (dx * dx) + (dy * dy);
                if (distance < least)
                    (nearest, least) = (i, distance);
            }

            joined.InsertRange(nearest + 2, Detour(joined[nearest], joined[nearest + 1], loop));
        }

        if (loops.Count <= 1 + MostNearJoins)
            return WithoutRepeats(joined);
        int firstX = joined[0], firstY = joined[1];
        joined.AddRange([firstX, firstY]);
        foreach (int[] loop in loops.Skip(1 + MostNearJoins))
            joined.AddRange(Detour(firstX, firstY, loop));
        return WithoutRepeats(joined);
    }

    // From a corner to the outline, around it and back to the corner: sideways and then down or up, so that no line runs through the middle of a
    // pixel, where rounding might count it on one of the two ways only.
    private static int[] Detour(int x, int y, int[] loop) => [loop[0], y, .. loop, loop[0], loop[1], loop[0], y, x, y];

    // A corner may be there twice in a row, where outlines touch or lie straight beside each other; some readers trip over lines of no length.
    private static int[] WithoutRepeats(List<int> points)
    {
        int kept = 0;
        for (int i = 0; i < points.Count; i += 2)
        {
            int before = kept > 0 ? kept - 2 : points.Count - 2;
            if (points[i] == points[before] && points[i + 1] == points[before + 1])
                continue;
            (points[kept], points[kept + 1]) = (points[i], points[i + 1]);
            kept += 2;
        }

        return points.GetRange(0, kept).ToArray();
    }
}
