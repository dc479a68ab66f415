using System;
using System.Buffers;

namespace Fovea.Scenes.Datasets.Masks;

/// <summary>COCO's text for run lengths.</summary>
/// <remarks>
/// From the third on, the run before the previous one is subtracted from each: runs of the same kind in neighbouring columns are of nearly the
/// same length. Then five bits a character, lowest first: bit 5 says that more follow, bit 4 of the last is the sign, and 48 is added, which
/// makes them printable (as <c>rleToString</c> of the COCO API's maskApi defines).
/// </remarks>
internal static class RunLengthText
{
    /// <summary>Appends the text.</summary>
    /// <param name="runs">Lengths of runs of pixels outside and inside by turns, beginning outside.</param>
    /// <param name="text">Where to.</param>
    public static void Write(ReadOnlySpan<int> runs, IBufferWriter<byte> text)
    {
        // 32 bits are seven groups of five.
        Span<byte> buffer = text.GetSpan(Math.Max(1, 7 * runs.Length));
        int length = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            int rest = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            bool more;
            do
            {
                int bits = rest & 31;
                rest >>= 5;
                more = (bits & 16) != 0 ? rest != -1 : rest != 0;
                buffer[length++] = (byte)((more ? bits | 32 : bits) + 48);
            }
            while (more);
        }

        text.Advance(length);
    }
}
