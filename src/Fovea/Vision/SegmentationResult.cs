using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Fovea.Vision;

/// <summary>Which classes one frame shows, how much of each and where; with the label map itself where that was asked for.</summary>
/// <remarks>
/// Its bytes: classes, width and height of the map, how many scores were no numbers; four floats that map a map's pixel to the source
/// (scale and offset); then count, left, top, right, bottom of each class, in the map's pixels; then the map, where it is kept.
/// </remarks>
public sealed class SegmentationResult : VisionResult
{
    internal const int HeaderWords = 8;
    internal const int ClassWords = 5;

    private readonly string[] _labels;
    private readonly int[] _counts;
    private readonly SegmentArea[] _areas;
    private readonly byte[] _map;

    /// <summary>Makes room.</summary>
    /// <param name="width">The label map's width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="labels">Their names; a class without a name is called by its number.</param>
    /// <param name="keepsMap">Whether there is room for the map.</param>
    public SegmentationResult(int width, int height, int classes, IReadOnlyList<string> labels, bool keepsMap)
    {
        (Width, Height) = (width, height);
        _labels = new string[classes];
        for (int i = 0; i < classes; i++)
            _labels[i] = i < labels.Count ? labels[i] : i.ToString(CultureInfo.InvariantCulture);
        _counts = new int[classes];
        _areas = new SegmentArea[classes];
        _map = keepsMap ? new byte[4 * width * height] : Array.Empty<byte>();
    }

    /// <summary>The label map's width, in pixels.</summary>
    public int Width { get; }

    /// <summary>The label map's height, in pixels.</summary>
    public int Height { get; }

    /// <summary>How many classes are in the picture.</summary>
    public int Count { get; private set; }

    /// <summary>Where the map lies in the source picture.</summary>
    public ImageMapping Mapping { get; private set; }

    /// <summary>
    /// The label map, four bytes a pixel, the top row first: class number (low byte), confidence, class number (high byte), 255; alpha 0 is
    /// outside of the picture. A soft mask has its alpha in the first byte. Empty where it is not kept.
    /// </summary>
    public ReadOnlySpan<byte> Map => _map;

    /// <summary>The class with this much of the picture; 0 is the one with the most.</summary>
    /// <param name="index">Less than <see cref="Count"/>.</param>
    public SegmentArea this[int index] =>
        (uint)index < (uint)Count ? _areas[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} classes.");

    /// <inheritdoc/>
    public override void Begin(FrameStamp stamp)
    {
        base.Begin(stamp);
        Count = 0;
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<byte> data, FrameStamp stamp)
    {
        ReadOnlySpan<int> words = MemoryMarshal.Cast<byte, int>(data);
        int map = HeaderWords + (ClassWords * _labels.Length);
        if (words.Length < map + (_map.Length / 4) || words[0] != _labels.Length || words[1] != Width || words[2] != Height)
            throw new ArgumentException($"These {data.Length} bytes are no areas of {_labels.Length} classes in {Width} x {Height} pixels.", nameof(data));
        Begin(stamp);
        NonFinite = words[3];
        ReadOnlySpan<float> mapping = MemoryMarshal.Cast<int, float>(words.Slice(4, 4));
        Mapping = new ImageMapping(mapping[0], mapping[1], mapping[2], mapping[3]);
        long seen = 0;
        for (int i = 0; i < _labels.Length; i++)
            seen += words[HeaderWords + (ClassWords * i)];
        for (int i = 0; i < _labels.Length; i++)
        {
            ReadOnlySpan<int> area = words.Slice(HeaderWords + (ClassWords * i), ClassWords);
            if (area[0] > 0)
                Insert(i, area, seen);
        }

        data.Slice(4 * map, _map.Length).CopyTo(_map);
    }

    /// <inheritdoc/>
    public override void CopyFrom(VisionResult other)
    {
        if (other is not SegmentationResult from || from._labels.Length != _labels.Length || from._map.Length != _map.Length)
            throw new ArgumentException("Only areas of as many classes and as large a map can be copied.", nameof(other));
        Begin(from.Stamp);
        (Count, NonFinite, Mapping) = (from.Count, from.NonFinite, from.Mapping);
        from._areas.CopyTo(_areas, 0);
        from._map.CopyTo(_map, 0);
    }

    // Kept in order of size as they come; equal ones in the order of their numbers.
    private void Insert(int number, ReadOnlySpan<int> area, long seen)
    {
        float across = Mapping.ScaleX / Width, down = Mapping.ScaleY / Height;
        var box = new Box(
            (area[1] * across) + Mapping.OffsetX, (area[2] * down) + Mapping.OffsetY, (area[3] + 1 - area[1]) * across, (area[4] + 1 - area[2]) * down);
        int at = Count++;
        for (; at > 0 && _counts[at - 1] < area[0]; at--)
            (_areas[at], _counts[at]) = (_areas[at - 1], _counts[at - 1]);
        _areas[at] = new SegmentArea(_labels[number], number, (float)((double)area[0] / seen), box);
        _counts[at] = area[0];
    }
}
