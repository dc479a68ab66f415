namespace Fovea.Operators.Convolution;

/// <summary>Whether Winograd's transforms are worth their traffic, before any measurement.</summary>
internal static class WinogradHeuristic
{
    // Operations that a GPU makes in the time of one byte from memory, of a phone's to a workstation's 8 to 20.
    private const double Balance = 12;

    // What the estimate must promise, for sums that cancel.
    private const double Share = 0.8;

    // Two more dispatches and their barriers, in which a large GPU's memory would move so many bytes: 5 us at 2 TB/s each. A small one
    // moves fewer, and waits longer.
    private const double Dispatches = 2e7;

    // A CPU takes eight pixels a vector: with fewer tiles than this the products are made at less than full speed, and with fewer channels
    // the transforms, which are stores mostly, cost more than they save. Measured on ResNet-18's shapes: see winograd_source.comp.
    private const int FewestTiles = 48;
    private const int FewestChannels = 32;
    private const int FewestChannelsOfTwo = 128;

    /// <summary>Results of a tile along each axis, 2 or 4, or 0 for the plain sum.</summary>
    public static int TileOf(ConvolutionGeometry geometry, bool software)
    {
        if (!Winograd.Fits(geometry))
            return 0;
        if (software)
        {
            if (geometry.InChannels < FewestChannels || geometry.OutChannels < FewestChannels)
                return 0;
            return Tiles(geometry, 4) >= FewestTiles ? 4 : Tiles(geometry, 2) >= FewestTiles && geometry.InChannels >= FewestChannelsOfTwo ? 2 : 0;
        }

        double two = Transformed(geometry, 2) + Dispatches, four = Transformed(geometry, 4) + Dispatches, plain = Share * Plain(geometry);
        return four < plain && four < two ? 4 : two < plain ? 2 : 0;
    }

    private static int Tiles(ConvolutionGeometry geometry, int tile) =>
        geometry.Batch * ((geometry.X.Output + tile - 1) / tile) * ((geometry.Y.Output + tile - 1) / tile);

    // In bytes: the traffic, and what could have been moved in the time of the arithmetic.
    private static double Plain(ConvolutionGeometry geometry) =>
        Maps(geometry) + 4.0 * 9 * geometry.InChannels * geometry.OutChannels + 2.0 * 9 * geometry.InChannels * geometry.Output.Count / Balance;

    // Both transformed maps are written and read again.
    private static double Transformed(ConvolutionGeometry geometry, int tile)
    {
        double places = (tile + 2) * (tile + 2), tiles = Tiles(geometry, tile), pairs = (double)geometry.InChannels * geometry.OutChannels;
        return Maps(geometry) + 4 * places * pairs + 8 * places * tiles * (geometry.InChannels + geometry.OutChannels) + 2 * places * tiles * pairs / Balance;
    }

    private static double Maps(ConvolutionGeometry geometry) =>
        4.0 * geometry.Output.Count + 4.0 * geometry.Batch * geometry.InChannels * geometry.X.Input * geometry.Y.Input;
}
