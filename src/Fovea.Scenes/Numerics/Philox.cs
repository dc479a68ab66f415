namespace Fovea.Scenes.Numerics;

/// <summary>
/// Philox4x32-10, a counter-based generator: four random words for each pair of counter and key, with no state between (Salmon, Moraes, Dror
/// and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).
/// </summary>
public static class Philox
{
    /// <summary>The words of a counter under a key.</summary>
    public static (uint X, uint Y, uint Z, uint W) Block((uint X, uint Y, uint Z, uint W) counter, (uint X, uint Y) key)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong a = 0xD2511F53UL * counter.X, b = 0xCD9E8D57UL * counter.Z;
            counter = ((uint)(b >> 32) ^ counter.Y ^ key.X, (uint)b, (uint)(a >> 32) ^ counter.W ^ key.Y, (uint)a);
            key = (unchecked(key.X + 0x9E3779B9), unchecked(key.Y + 0xBB67AE85));
        }

        return counter;
    }
}
