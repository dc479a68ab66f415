namespace Fovea.Operators.Convolution;

/// <summary>
/// The weights of a 3x3 convolution, transformed for Winograd's F(tile x tile, 3x3): U = G w G' for each pair of channels, with G of A. Lavin and
/// S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2016.
/// </summary>
/// <remarks>
/// [place in a transformed tile][block of four outputs][input vec4][its lane], a vec4 over the outputs of the block: for each place what
/// <see cref="ConvolutionWeights"/> has for a 1x1 convolution.
/// </remarks>
internal static class WinogradWeights
{
    private static readonly double[,] Two = { { 1, 0, 0 }, { 0.5, 0.5, 0.5 }, { 0.5, -0.5, 0.5 }, { 0, 0, 1 } };

    private static readonly double[,] Four =
    {
        { 1 / 4.0, 0, 0 }, { -1 / 6.0, -1 / 6.0, -1 / 6.0 }, { -1 / 6.0, 1 / 6.0, -1 / 6.0 }, { 1 / 24.0, 1 / 12.0, 1 / 6.0 }, { 1 / 24.0, -1 / 12.0, 1 / 6.0 }, { 0, 0, 1 },
    };

    /// <summary>The vec4 that there are.</summary>
    public static long Vectors(int outChannels, int inChannels, int tile) => (tile + 2L) * (tile + 2) * ((outChannels + 3) / 4) * ((inChannels + 3) / 4) * 4;

    /// <summary>Transforms [out, in, 3, 3], in double precision.</summary>
    public static float[] Pack(float[] weights, int outChannels, int inChannels, int tile)
    {
        double[,] g = tile == 4 ? Four : Two;
        int side = tile + 2, blocks = (outChannels + 3) / 4, vectors = (inChannels + 3) / 4;
        var packed = new float[4 * Vectors(outChannels, inChannels, tile)];
        var half = new double[side, 3];
        for (int o = 0; o < outChannels; o++)
        {
            for (int c = 0; c < inChannels; c++)
            {
                int from = (o * inChannels + c) * 9;
                for (int i = 0; i < side; i++)
                {
                    for (int j = 0; j < 3; j++)
                        half[i, j] = g[i, 0] * weights[from + j] + g[i, 1] * weights[from + 3 + j] + g[i, 2] * weights[from + 6 + j];
                }

                for (int i = 0; i < side; i++)
                {
                    for (int j = 0; j < side; j++)
                    {
                        int place = i * side + j;
                        packed[(((long)place * blocks + o / 4) * 4 * vectors + c) * 4 + o % 4] =
                            (float)(half[i, 0] * g[j, 0] + half[i, 1] * g[j, 1] + half[i, 2] * g[j, 2]);
                    }
                }
            }
        }

        return packed;
    }
}
