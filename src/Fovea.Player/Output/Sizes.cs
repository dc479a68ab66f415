using System.Globalization;

namespace Fovea.Player.Output;

/// <summary>How sizes of memory are written for people.</summary>
internal static class Sizes
{
    /// <summary>In the largest unit that leaves one or more of it: <c>512 B</c>, <c>1.5 KiB</c>, <c>24.5 MiB</c>.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.##} MiB"),
    };
}
