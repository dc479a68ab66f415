using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fovea.Vision;

/// <summary>What was found in one frame, best first. Made once and used again for every frame, it allocates nothing.</summary>
public sealed class DetectionResult : VisionResult
{
    private readonly Detection[] _items;
    private readonly Vector2[] _keypoints;
    private readonly string[] _categories;

    /// <summary>Makes room.</summary>
    /// <param name="layout">For how much.</param>
    /// <param name="categories">The names of the classes, in the order of their numbers; a class without a name is called by its number.</param>
    public DetectionResult(DetectionLayout layout, IReadOnlyList<string> categories)
    {
        Layout = layout;
        _items = new Detection[layout.MaxDetections];
        _keypoints = new Vector2[layout.MaxDetections * layout.KeypointCount];
        _categories = new string[categories.Count];
        for (int i = 0; i < _categories.Length; i++)
            _categories[i] = categories[i];
    }

    /// <summary>For how much there is room.</summary>
    public DetectionLayout Layout { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many candidates were above the score threshold before the overlapping ones were suppressed.</summary>
    public int CandidateCount { get; internal set; }

    /// <summary>The detection of this rank; 0 is the one with the highest score.</summary>
    /// <param name="index">Less than <see cref="Count"/>.</param>
    public Detection this[int index] =>
        (uint)index < (uint)Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} detections.");

    /// <summary>Takes the bytes that <see cref="Suppression.Results"/> held.</summary>
    /// <param name="data">At least <see cref="DetectionLayout.Bytes"/> of them.</param>
    /// <param name="stamp">The frame they were found in.</param>
    /// <exception cref="ArgumentException">The bytes are too few, or are no detections of this layout.</exception>
    public override void Read(ReadOnlySpan<byte> data, FrameStamp stamp)
    {
        if (data.Length < Layout.Bytes)
            throw new ArgumentException($"{Layout.MaxDetections} detections take {Layout.Bytes} bytes, not {data.Length}.", nameof(data));

        ReadOnlySpan<int> header = MemoryMarshal.Cast<byte, int>(data.Slice(0, DetectionLayout.HeaderBytes));
        int count = header[0];
        if (count < 0 || count > Layout.MaxDetections || header[2] != Layout.KeypointCount)
        {
            throw new ArgumentException(
                $"The bytes speak of {count} detections of {header[2]} keypoints; the layout is {Layout.MaxDetections} of " +
                $"{Layout.KeypointCount}.",
                nameof(data));
        }

        Begin(stamp);
        (CandidateCount, NonFinite) = (header[1], header[3]);
        ReadOnlySpan<float> records = MemoryMarshal.Cast<byte, float>(data.Slice(DetectionLayout.HeaderBytes));
        ReadOnlySpan<Vector2> keypoints = MemoryMarshal.Cast<byte, Vector2>(data.Slice(Layout.KeypointsOffset));
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> at = records.Slice(8 * i, 8);
            keypoints.Slice(i * Layout.KeypointCount, Layout.KeypointCount).CopyTo(Add(new Box(at[0], at[1], at[2], at[3]), at[4], (int)at[5]));
        }
    }

    /// <summary>Writes the bytes that <see cref="Suppression.Results"/> would hold for these detections.</summary>
    /// <param name="data">Takes <see cref="DetectionLayout.Bytes"/> bytes.</param>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    public void Write(Span<byte> data)
    {
        if (data.Length < Layout.Bytes)
            throw new ArgumentException($"{Layout.MaxDetections} detections take {Layout.Bytes} bytes, not {data.Length}.", nameof(data));

        data.Slice(0, Layout.Bytes).Clear();
        Span<int> header = MemoryMarshal.Cast<byte, int>(data.Slice(0, DetectionLayout.HeaderBytes));
        (header[0], header[1], header[2], header[3]) = (Count, CandidateCount, Layout.KeypointCount, NonFinite);
        (header[4], header[5]) = (DetectionLayout.BoxVertices, Count);
        (header[8], header[9]) = (DetectionLayout.QuadVertices, Count);
        (header[12], header[13]) = (DetectionLayout.QuadVertices, Count * Layout.KeypointCount);
        Span<float> records = MemoryMarshal.Cast<byte, float>(data.Slice(DetectionLayout.HeaderBytes));
        for (int i = 0; i < Count; i++)
        {
            Detection item = _items[i];
            Span<float> at = records.Slice(8 * i, 8);
            (at[0], at[1], at[2], at[3]) = (item.Box.X, item.Box.Y, item.Box.Width, item.Box.Height);
            (at[4], at[5]) = (item.Score, item.Class);
        }

        _keypoints.AsSpan(0, Count * Layout.KeypointCount).CopyTo(MemoryMarshal.Cast<byte, Vector2>(data.Slice(Layout.KeypointsOffset)));
    }

    /// <inheritdoc/>
    public override void Begin(FrameStamp stamp)
    {
        base.Begin(stamp);
        Count = 0;
        CandidateCount = 0;
    }

    /// <inheritdoc cref="Begin(FrameStamp)"/>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    public void Begin(long frameId, TimeSpan time) => Begin(new FrameStamp(frameId, time));

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, FrameStamp)"/>
    /// <param name="data">The bytes.</param>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    public void Read(ReadOnlySpan<byte> data, long frameId, TimeSpan time) => Read(data, new FrameStamp(frameId, time));

    /// <inheritdoc/>
    public override void CopyFrom(VisionResult other)
    {
        if (other is not DetectionResult from || from.Layout.MaxDetections > Layout.MaxDetections || from.Layout.KeypointCount != Layout.KeypointCount)
            throw new ArgumentException("Only detections of the same layout can be copied.", nameof(other));
        Begin(from.Stamp);
        (CandidateCount, NonFinite) = (from.CandidateCount, from.NonFinite);
        for (int i = 0; i < from.Count; i++)
            from._items[i].Keypoints.Span.CopyTo(Add(from._items[i].Box, from._items[i].Score, from._items[i].Class));
    }

    /// <summary>Adds a detection after those there are; the caller keeps the order of scores.</summary>
    /// <param name="box">Where, in source pixels.</param>
    /// <param name="score">How sure.</param>
    /// <param name="class">The number of its class.</param>
    /// <returns>Its keypoints, to be written by the caller.</returns>
    /// <exception cref="InvalidOperationException">There is no room left.</exception>
    public Span<Vector2> Add(Box box, float score, int @class)
    {
        if (Count == Layout.MaxDetections)
            throw new InvalidOperationException($"The result has room for {Layout.MaxDetections} detections.");

        var keypoints = new Memory<Vector2>(_keypoints, Count * Layout.KeypointCount, Layout.KeypointCount);
        _items[Count++] = new Detection(Category(@class), @class, score, box, keypoints);
        return keypoints.Span;
    }

    private string Category(int number) =>
        (uint)number < (uint)_categories.Length ? _categories[number] : ClassNumber.Name(number);
}
