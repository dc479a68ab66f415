namespace Fovea.Operators.Elementwise;

/// <summary>Arithmetic of whole numbers on the host, which wraps as on the GPU and never throws.</summary>
internal static class IntegerMath
{
    /// <summary>The quotient, cut off towards zero; division by zero gives what the GPU's may: anything, and here zero.</summary>
    public static long Quotient(long x, long y) => y switch
    {
        0 => 0,
        -1 => unchecked(-x), // the lowest number has no negative, and .NET throws for it
        _ => x / y,
    };

    /// <summary>The remainder with the sign of <paramref name="x"/>, as C's.</summary>
    public static long Remainder(long x, long y) => unchecked(x - y * Quotient(x, y));

    /// <summary>The remainder with the sign of <paramref name="y"/>, as Python's.</summary>
    public static long Modulo(long x, long y)
    {
        long rest = Remainder(x, y);
        return rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
    }

    /// <summary>The bits moved to the left or to the right, zeros behind them; none is left of a move by 64 and more.</summary>
    public static long Shifted(long x, long by, bool left) =>
        by is < 0 or > 63 ? 0 : left ? unchecked(x << (int)by) : (long)((ulong)x >> (int)by);
}
