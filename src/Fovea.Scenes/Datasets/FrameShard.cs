using System;
using System.Globalization;

namespace Fovea.Scenes.Datasets;

/// <summary>A share of a dataset's frames: of N shards the K-th has those whose number leaves K - 1 when divided by N.</summary>
/// <remarks>Neighbouring frames go to different shards, so that slow stretches of a scene are shared out too.</remarks>
/// <param name="Number">K, from 1.</param>
/// <param name="Count">N.</param>
public readonly record struct FrameShard(int Number, int Count)
{
    /// <summary>All frames.</summary>
    public static FrameShard Whole => new(1, 1);

    /// <summary>Whether a frame is in it.</summary>
    /// <param name="frame">The frame's number, from 0.</param>
    public bool Contains(long frame) => frame % Count == Number - 1;

    /// <summary>Reads <c>K/N</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="SceneException">It is none, or K is not one of 1..N.</exception>
    public static FrameShard Parse(string text)
    {
        string[] parts = text.Split('/');
        bool reads = parts.Length == 2 & int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            & int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        return reads && number >= 1 && number <= count ? new FrameShard(number, count)
            : throw new SceneException($"'{text}' is no shard. Write K/N, the K-th of N, as 1/4.");
    }

    /// <summary><c>K/N</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");
}
