using System.CommandLine;
using System.Globalization;
using System.Linq;

namespace Fovea.Player.Commands;

/// <summary>A picture's size on a command line: <c>640x360</c>.</summary>
internal static class SizeOption
{
    private const int Largest = 16384;

    public static Option<string?> Create() => new("--size")
    {
        Description = "The size of a rendered picture, pixels; without it the camera's own.",
        HelpName = "WxH",
    };

    /// <summary>Width and height; null where none was given.</summary>
    /// <exception cref="UsageException">It is no size.</exception>
    public static (int Width, int Height)? Parse(string? text)
    {
        if (text is null)
            return null;
        string[] parts = text.Split('x', 'X');
        int[] sizes = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0).ToArray();
        return sizes is [>= 1 and <= Largest, >= 1 and <= Largest]
            ? (sizes[0], sizes[1])
            : throw new UsageException($"--size is width and height in pixels, as 640x360, each from 1 to {Largest}; not '{text}'.");
    }
}
