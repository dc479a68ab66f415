using System;

namespace Fovea.Operators.Movement;

/// <summary>One padded axis: what negative amounts leave of the input, and where each element of the output comes from.</summary>
/// <param name="Input">The size of the input.</param>
/// <param name="Begin">How many elements come before it; negative to cut off.</param>
/// <param name="End">How many come behind it; negative to cut off.</param>
internal readonly record struct PadAxis(int Input, int Begin, int End)
{
    /// <summary>The first element that is kept.</summary>
    public int First => Math.Max(0, -Begin);

    /// <summary>How many elements are kept.</summary>
    public int Kept => Input + Math.Min(0, Begin) + Math.Min(0, End);

    /// <summary>The size of the output.</summary>
    public int Size => Input + Begin + End;

    /// <summary>The element of the input that an element of the output is; -1 for the constant.</summary>
    /// <param name="at">The place in the output.</param>
    /// <param name="mode">An index of <see cref="Pad.Modes"/>.</param>
    public int Source(int at, int mode)
    {
        int i = at - Math.Max(0, Begin);
        if (i >= 0 && i < Kept)
            return First + i;
        int period = mode == 1 ? Math.Max(1, 2 * (Kept - 1)) : Kept;
        return mode switch
        {
            0 => -1,
            1 => First + Mirror(((i % period) + period) % period, period),
            2 => First + (i < 0 ? 0 : Kept - 1),
            _ => First + ((i % period) + period) % period,
        };
    }

    private int Mirror(int i, int period) => i < Kept ? i : period - i;
}
