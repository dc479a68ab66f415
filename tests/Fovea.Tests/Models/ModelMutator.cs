using System;
using System.Collections.Generic;

namespace Fovea.Tests.Models;

/// <summary>
/// Damages the bytes of an ONNX file, each seed in its own way, and the same way everywhere: bits flipped, bytes and lengths overwritten,
/// pieces cut out, doubled, moved, the end cut off. Three of four hits are outside the weights, of which a file mostly consists.
/// </summary>
internal sealed class ModelMutator
{
    // Lengths, counts and numbers at the edges of what a varint, an int or a dimension can hold.
    private static readonly byte[][] Edges =
    {
        new byte[] { 0 }, new byte[] { 0xFF }, new byte[] { 0x7F }, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }, new byte[] { 0x80, 0x80, 0x80, 0x80, 0x08 },
        new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, new byte[] { 0x80, 0x80, 0x80, 0x80, 0x10 },
    };

    private readonly byte[] _bytes;
    private readonly List<(int Start, int Length)> _structure = new();
    private readonly int _structureLength;
    private ulong _state;

    public ModelMutator(byte[] bytes)
    {
        _bytes = bytes;
        FindStructure(0, bytes.Length, level: 0);
        foreach ((_, int length) in _structure)
            _structureLength += length;
    }

    /// <summary>A damaged copy.</summary>
    public byte[] Mutate(int seed)
    {
        _state = unchecked(((ulong)seed + 1) * 0x9E3779B97F4A7C15);
        byte[] bytes = (byte[])_bytes.Clone();
        int hits = 1 + (Below(3) / 2);
        for (int i = 0; i < hits && bytes.Length > 16; i++)
            bytes = Hit(bytes, Math.Min(Position(), bytes.Length - 1));
        return bytes;
    }

    private byte[] Hit(byte[] bytes, int at)
    {
        int length = Math.Min(1 + Below(1 << Below(8)), bytes.Length - at);
        switch (Below(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << Below(8));
                return bytes;
            case 1:
                bytes[at] = (byte)Below(256);
                return bytes;
            case 2:
                byte[] edge = Edges[Below(Edges.Length)];
                edge.AsSpan(0, Math.Min(edge.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 3:
                return Join(bytes.AsSpan(0, at), Edges[Below(Edges.Length)], bytes.AsSpan(at));
            case 4:
                return Join(bytes.AsSpan(0, at), default, bytes.AsSpan(at + length));
            case 5:
                return Join(bytes.AsSpan(0, at + length), bytes.AsSpan(at, length), bytes.AsSpan(at + length));
            case 6:
                int from = Math.Min(Position(), bytes.Length - length);
                bytes.AsSpan(from, length).ToArray().CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                return bytes.AsSpan(0, at).ToArray();
        }
    }

    private int Position()
    {
        if (_structureLength == 0 || Below(4) == 0)
            return Below(_bytes.Length);
        int n = Below(_structureLength);
        foreach ((int start, int length) in _structure)
        {
            if (n < length)
                return start + n;
            n -= length;
        }

        return 0;
    }

    // Walks the protobuf fields of model (graph is 7), graph (node is 1, initializer is 5) and tensor: all but long runs of bytes is structure.
    private void FindStructure(int start, int end, int level)
    {
        int at = start;
        while (at < end)
        {
            int field = at;
            ulong tag = Varint(ref at);
            if ((tag & 7) == 0)
            {
                Varint(ref at);
            }
            else if ((tag & 7) == 2)
            {
                int length = (int)Varint(ref at), number = (int)(tag >> 3);
                bool nests = length > 64 && ((level == 0 && number == 7) || (level == 1 && number is 1 or 5) || (level == 2 && number == 5));
                if (nests)
                {
                    _structure.Add((field, at - field));
                    FindStructure(at, at + length, level + 1);
                    at += length;
                    continue;
                }

                if (length > 256)
                {
                    _structure.Add((field, at - field));
                    at += length;
                    continue;
                }

                at += length;
            }
            else
            {
                at += (tag & 7) == 1 ? 8 : 4;
            }

            _structure.Add((field, at - field));
        }
    }

    private ulong Varint(ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    private int Below(int bound)
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        ulong z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }

    private static byte[] Join(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c)
    {
        var joined = new byte[a.Length + b.Length + c.Length];
        a.CopyTo(joined);
        b.CopyTo(joined.AsSpan(a.Length));
        c.CopyTo(joined.AsSpan(a.Length + b.Length));
        return joined;
    }
}
