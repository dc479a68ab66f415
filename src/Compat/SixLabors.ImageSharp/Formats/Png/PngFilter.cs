using System;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>The five row filters (PNG specification, section 9).</summary>
internal static class PngFilter
{
    /// <summary>Undoes filter <paramref name="type"/> in place. <paramref name="above"/> is zeros for the first row.</summary>
    public static void Undo(int type, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        switch (type)
        {
            case 0:
                break;
            case 1:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i >= step ? row[i - step] : 0) + above[i]) >> 1);
                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i >= step ? Paeth(row[i - step], above[i], above[i - step]) : above[i];
                break;
            default:
                throw new InvalidImageContentException($"The PNG is invalid: unknown row filter {type}.");
        }
    }

    /// <summary>Applies filter 0, 1, 2 or 4 and returns the sum of absolute differences, by which the best is guessed.</summary>
    public static int Apply(int type, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result, int step)
    {
        int sum = 0;
        above = above[..row.Length];
        result = result[..row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0;
            int predicted = type switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                _ => i >= step ? Paeth(left, above[i], above[i - step]) : above[i],
            };
            byte value = (byte)(row[i] - predicted);
            result[i] = value;
            sum += Math.Abs((sbyte)value == sbyte.MinValue ? 127 : (sbyte)value);
        }

        return sum;
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - (2 * corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
