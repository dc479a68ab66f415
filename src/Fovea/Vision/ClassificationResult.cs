using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Fovea.Vision;

/// <summary>The most probable classes of one frame, the most probable first.</summary>
/// <remarks>Its bytes: how many there are, how many scores were no numbers, two unused words; then class number and probability of each.</remarks>
public sealed class ClassificationResult : VisionResult
{
    internal const int HeaderWords = 4;

    private readonly Classification[] _items;
    private readonly string[] _labels;

    /// <summary>Makes room.</summary>
    /// <param name="top">The most classes.</param>
    /// <param name="labels">The names of all classes, in the order of their numbers; a class without a name is called by its number.</param>
    public ClassificationResult(int top, IReadOnlyList<string> labels)
    {
        _items = new Classification[top];
        _labels = new string[labels.Count];
        for (int i = 0; i < _labels.Length; i++)
            _labels[i] = labels[i];
    }

    /// <summary>How many classes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The class of this rank; 0 is the most probable.</summary>
    /// <param name="index">Less than <see cref="Count"/>.</param>
    public Classification this[int index] =>
        (uint)index < (uint)Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} classes.");

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
        if (words.Length < HeaderWords + (2 * _items.Length) || (uint)words[0] > (uint)_items.Length)
            throw new ArgumentException($"These {data.Length} bytes are not the {_items.Length} best classes.", nameof(data));
        Begin(stamp, words[1]);
        for (int i = 0; i < words[0]; i++)
            Add(words[HeaderWords + (2 * i)], BitConverter.Int32BitsToSingle(words[HeaderWords + (2 * i) + 1]));
    }

    /// <inheritdoc/>
    public override void CopyFrom(VisionResult other)
    {
        if (other is not ClassificationResult from || from._items.Length != _items.Length)
            throw new ArgumentException("Only as many classes can be copied.", nameof(other));
        Begin(from.Stamp, from.NonFinite);
        from._items.AsSpan(0, from.Count).CopyTo(_items);
        Count = from.Count;
    }

    internal void Add(int number, float probability)
    {
        string name = (uint)number < (uint)_labels.Length ? _labels[number] : ClassNumber.Name(number);
        _items[Count++] = new Classification(name, number, probability);
    }
}
