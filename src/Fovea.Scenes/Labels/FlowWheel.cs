using System;
using Fovea.Gpu;

namespace Fovea.Scenes.Labels;

/// <summary>
/// The hues of flow's directions, as S. Baker et al. have them ("A database and evaluation methodology for optical flow", 2011): 55 steps
/// round a circle, more of them where eyes tell more hues apart.
/// </summary>
internal static class FlowWheel
{
    // From each hue to the next: how many steps, which channel changes, and whether it grows.
    private static readonly (int Steps, int Channel, bool Grows)[] Arcs =
    {
        (15, 1, true), (6, 0, false), (4, 2, true), (11, 1, false), (13, 0, true), (6, 2, false),
    };

    /// <summary>How many hues there are.</summary>
    public const int Count = 55;

    /// <summary>The hues, red first: red, green, blue, alpha bytes.</summary>
    public static byte[] Colors()
    {
        var texels = new byte[4 * Count];
        int at = 0;
        Span<byte> color = [255, 0, 0, 255];
        foreach ((int steps, int channel, bool grows) in Arcs)
        {
            for (int i = 0; i < steps; i++, at += 4)
            {
                int share = 255 * i / steps;
                color[channel] = (byte)(grows ? share : 255 - share);
                color.CopyTo(texels.AsSpan(at));
            }

            color[channel] = (byte)(grows ? 255 : 0);
        }

        return texels;
    }

    /// <summary>The hues as a row of texels.</summary>
    public static GpuTexture CreateTexture(GpuContext context)
    {
        var texture = new GpuTexture(context, Count, 1, GpuTextureFormat.Rgba8, "flow hues");
        texture.Upload<byte>(Colors());
        return texture;
    }
}
