using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Turns unfiltered rows into pixels: depths, palettes and transparent colours.</summary>
internal readonly ref struct PngRow
{
    private readonly PngHeader _header;
    private readonly Rgba32[] _palette;
    private readonly ReadOnlySpan<byte> _transparent;

    /// <param name="header">The header.</param>
    /// <param name="palette">PLTE joined with tRNS; empty unless the colour type is a palette.</param>
    /// <param name="transparent">tRNS of a grey or RGB picture: the one colour that is transparent; or empty.</param>
    public PngRow(PngHeader header, Rgba32[] palette, ReadOnlySpan<byte> transparent)
    {
        _header = header;
        _palette = palette;
        _transparent = transparent;
    }

    public void Expand<TPixel>(ReadOnlySpan<byte> row, Span<TPixel> target)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        switch (_header.Color)
        {
            case PngColor.Palette:
                Indices(row, target);
                break;
            case PngColor.Grey when _header.Depth < 8 || !_transparent.IsEmpty:
                Greys(row, target);
                break;
            case PngColor.Grey when _header.Depth == 8:
                for (int x = 0; x < target.Length; x++)
                    target[x].FromL8(new L8(row[x]));
                break;
            case PngColor.Grey:
                for (int x = 0; x < target.Length; x++)
                    target[x].FromL16(new L16(Wide(row, x)));
                break;
            case PngColor.GreyAlpha when _header.Depth == 8:
                for (int x = 0; x < target.Length; x++)
                    target[x].FromRgba32(new Rgba32(row[2 * x], row[2 * x], row[2 * x], row[(2 * x) + 1]));
                break;
            case PngColor.GreyAlpha:
                for (int x = 0; x < target.Length; x++)
                {
                    ushort grey = Wide(row, 2 * x);
                    target[x].FromRgba64(new Rgba64(grey, grey, grey, Wide(row, (2 * x) + 1)));
                }

                break;
            case PngColor.Rgb:
                Colours(row, target);
                break;
            case PngColor.Rgba when _header.Depth == 8:
                ReadOnlySpan<Rgba32> rgba = MemoryMarshal.Cast<byte, Rgba32>(row);
                for (int x = 0; x < target.Length; x++)
                    target[x].FromRgba32(rgba[x]);
                break;
            default:
                for (int x = 0; x < target.Length; x++)
                    target[x].FromRgba64(new Rgba64(Wide(row, 4 * x), Wide(row, (4 * x) + 1), Wide(row, (4 * x) + 2), Wide(row, (4 * x) + 3)));
                break;
        }
    }

    private static ushort Wide(ReadOnlySpan<byte> row, int index) => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);

    private void Indices<TPixel>(ReadOnlySpan<byte> row, Span<TPixel> target)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        for (int x = 0; x < target.Length; x++)
        {
            int index = Sample(row, x);
            if (index >= _palette.Length)
            {
                throw new InvalidImageContentException(
                    $"The PNG is invalid: a pixel uses colour {index} of a palette of {_palette.Length}.");
            }

            target[x].FromRgba32(_palette[index]);
        }
    }

    private void Greys<TPixel>(ReadOnlySpan<byte> row, Span<TPixel> target)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int transparent = _transparent.IsEmpty ? -1 : BinaryPrimitives.ReadUInt16BigEndian(_transparent);
        for (int x = 0; x < target.Length; x++)
        {
            int sample = Sample(row, x);
            if (_header.Depth == 16)
            {
                ushort wide = (ushort)sample;
                target[x].FromRgba64(new Rgba64(wide, wide, wide, sample == transparent ? (ushort)0 : ushort.MaxValue));
                continue;
            }

            byte grey = (byte)(sample * 255 / ((1 << _header.Depth) - 1));
            if (transparent < 0)
                target[x].FromL8(new L8(grey));
            else
                target[x].FromRgba32(new Rgba32(grey, grey, grey, sample == transparent ? (byte)0 : byte.MaxValue));
        }
    }

    private void Colours<TPixel>(ReadOnlySpan<byte> row, Span<TPixel> target)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        // The colour is written with 16 bits whatever the depth; with a depth of 8 its low bytes count.
        ReadOnlySpan<byte> clear = _transparent;
        if (_header.Depth == 8)
        {
            ReadOnlySpan<Rgb24> rgb = MemoryMarshal.Cast<byte, Rgb24>(row);
            if (clear.IsEmpty)
            {
                for (int x = 0; x < target.Length; x++)
                    target[x].FromRgb24(rgb[x]);
                return;
            }

            var key = new Rgb24(clear[1], clear[3], clear[5]);
            for (int x = 0; x < target.Length; x++)
                target[x].FromRgba32(new Rgba32(rgb[x].R, rgb[x].G, rgb[x].B, rgb[x] == key ? (byte)0 : byte.MaxValue));
            return;
        }

        for (int x = 0; x < target.Length; x++)
        {
            bool isClear = !clear.IsEmpty && row.Slice(6 * x, 6).SequenceEqual(clear);
            target[x].FromRgba64(new Rgba64(
                Wide(row, 3 * x), Wide(row, (3 * x) + 1), Wide(row, (3 * x) + 2), isClear ? (ushort)0 : ushort.MaxValue));
        }
    }

    /// <summary>The x-th sample of a row with one sample a pixel; the leftmost pixel has the highest bits of a byte.</summary>
    private int Sample(ReadOnlySpan<byte> row, int x)
    {
        int depth = _header.Depth;
        if (depth == 16)
            return Wide(row, x);

        int bit = x * depth;
        return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
}
