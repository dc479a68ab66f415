namespace Fovea.Operators.Convolution;

/// <summary>Sizes work groups of kernels that make pixels along x and blocks of output channels along y.</summary>
internal static class WorkGroups
{
    // Two of the widest waves that GPUs have (64), or four of the usual.
    private const int Invocations = 64;

    /// <summary>
    /// The group for a dispatch. Invocations in a row read the same weights, so rows are long; but not much longer than the work, whose
    /// rest would idle. Few different groups, since each is a program of its own.
    /// </summary>
    public static (int X, int Y, int Z) For(int x, int y)
    {
        int row = x > 16 ? 32 : x > 8 ? 16 : 8;
        int column = Invocations / row;
        while (column > 1 && column / 2 >= y)
            column /= 2;
        return (row, column, 1);
    }
}
