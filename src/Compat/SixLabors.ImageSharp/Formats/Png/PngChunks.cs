using System;
using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Walks the chunks of a PNG, checking lengths and checksums.</summary>
internal ref struct PngChunks
{
    private readonly int _total;
    private ReadOnlySpan<byte> _rest;

    public PngChunks(ReadOnlySpan<byte> file)
    {
        _total = file.Length;
        _rest = file[PngHeader.Signature.Length..];
        Type = default;
        Data = default;
    }

    public ReadOnlySpan<byte> Type { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Goes to the next chunk; false at IEND. Damaged chunks that the picture can do without are passed over.</summary>
    public bool Next()
    {
        while (true)
        {
            if (_rest.Length < 12)
                throw Truncated();

            uint length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
            if (length > (uint)_rest.Length - 12)
                throw length > int.MaxValue ? new InvalidImageContentException("The PNG is invalid: a chunk of impossible length.") : Truncated();

            Type = _rest.Slice(4, 4);
            Data = _rest.Slice(8, (int)length);
            uint expected = BinaryPrimitives.ReadUInt32BigEndian(_rest[(8 + (int)length)..]);
            bool intact = Crc32.Of(_rest.Slice(4, 4 + (int)length)) == expected;
            _rest = _rest[(12 + (int)length)..];

            bool critical = (Type[0] & 0x20) == 0;
            if (!intact && critical)
            {
                throw new InvalidImageContentException(
                    $"The PNG is invalid: checksum mismatch in its {System.Text.Encoding.ASCII.GetString(Type)} chunk.");
            }

            if (intact)
                return !Type.SequenceEqual("IEND"u8);
        }
    }

    private readonly InvalidImageContentException Truncated() =>
        new($"The PNG is truncated: it stops after {_total} bytes, before its end chunk.");
}
