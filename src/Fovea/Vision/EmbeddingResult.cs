using System;
using System.Runtime.InteropServices;

namespace Fovea.Vision;

/// <summary>A picture as a direction in a space of features: pictures of like content point the same way.</summary>
/// <remarks>Its bytes: how many numbers were not finite, three unused words, then the vector.</remarks>
public sealed class EmbeddingResult : VisionResult
{
    internal const int HeaderBytes = 16;

    private readonly float[] _vector;

    /// <summary>Makes room.</summary>
    /// <param name="length">How many features there are.</param>
    public EmbeddingResult(int length) => _vector = new float[length];

    /// <summary>The features, of length 1 by the Euclidean norm; zeros where the network gave no numbers.</summary>
    public ReadOnlySpan<float> Vector => _vector;

    internal Span<float> Writable => _vector;

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<byte> data, FrameStamp stamp)
    {
        if (data.Length < HeaderBytes + (4 * _vector.Length))
            throw new ArgumentException($"These {data.Length} bytes are not {_vector.Length} features.", nameof(data));
        Begin(stamp, BitConverter.ToInt32(data.Slice(0, 4)));
        MemoryMarshal.Cast<byte, float>(data.Slice(HeaderBytes, 4 * _vector.Length)).CopyTo(_vector);
    }

    /// <inheritdoc/>
    public override void CopyFrom(VisionResult other)
    {
        if (other is not EmbeddingResult from || from._vector.Length != _vector.Length)
            throw new ArgumentException("Only as many features can be copied.", nameof(other));
        Begin(from.Stamp, from.NonFinite);
        from._vector.CopyTo(_vector, 0);
    }
}
