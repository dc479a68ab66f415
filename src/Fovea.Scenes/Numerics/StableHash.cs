namespace Fovea.Scenes.Numerics;

/// <summary>A hash of texts and numbers that is the same everywhere and for ever (FNV-1a with 64 bits, mixed).</summary>
public static class StableHash
{
    /// <summary>The hash of a text, by its UTF-16 units.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = (hash ^ (byte)c) * 1099511628211;
            hash = (hash ^ (byte)(c >> 8)) * 1099511628211;
        }

        return Mix(hash);
    }

    /// <summary>The hash of two.</summary>
    public static ulong Combine(ulong a, ulong b) => Mix((a * 0x9E3779B97F4A7C15) ^ Mix(b + 0x632BE59BD9B4E019));

    /// <summary>Spreads a number's bits over all 64, one to one (the finalizer of SplitMix64).</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
