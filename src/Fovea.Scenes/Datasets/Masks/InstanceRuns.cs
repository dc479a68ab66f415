using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Masks;

/// <summary>The masks of all objects of a picture as run lengths down one column after the other, as COCO has them: one pass for all.</summary>
internal sealed class InstanceRuns
{
    private readonly Dictionary<uint, int> _places = new();
    private readonly List<List<int>> _runs = new();
    private readonly List<int> _ends = new();
    private readonly List<int> _areas = new();

    /// <summary>Finds the runs.</summary>
    /// <param name="identity">The numbers of objects in the bits from 8 on; rows from the top.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="objects">The objects whose masks are wanted.</param>
    public void Find(ReadOnlySpan<uint> identity, int width, int height, IReadOnlyList<LabelledObject> objects)
    {
        _places.Clear();
        _ends.Clear();
        _areas.Clear();
        for (int i = 0; i < objects.Count; i++)
        {
            _places[objects[i].InstanceId] = i;
            _ends.Add(0);
            _areas.Add(0);
            if (_runs.Count == i)
                _runs.Add([]);
            _runs[i].Clear();
        }

        int total = width * height, start = 0, position = 0;
        uint current = 0;
        for (int x = 0; x < width; x++)
        {
            for (int at = x; at < total; at += width, position++)
            {
                uint instance = identity[at] >> 8;
                if (instance == current)
                    continue;

                if (current != 0)
                    Add(current, start, position);
                (current, start) = (instance, position);
            }
        }

        if (current != 0)
            Add(current, start, total);
        for (int i = 0; i < objects.Count; i++)
        {
            if (_ends[i] < total)
                _runs[i].Add(total - _ends[i]);
        }
    }

    /// <summary>The runs of an object: outside and inside by turns, beginning outside.</summary>
    /// <param name="place">Its place in the list that was given.</param>
    public ReadOnlySpan<int> Of(int place) => CollectionsMarshal.AsSpan(_runs[place]);

    /// <summary>How many pixels it has.</summary>
    /// <param name="place">Its place in the list that was given.</param>
    public int Area(int place) => _areas[place];

    private void Add(uint instance, int start, int end)
    {
        if (!_places.TryGetValue(instance, out int place))
            return;

        // Each run of an object is preceded by one that is not it: a run in the column beside is not broken at its end.
        _runs[place].Add(start - _ends[place]);
        _runs[place].Add(end - start);
        _ends[place] = end;
        _areas[place] += end - start;
    }
}
