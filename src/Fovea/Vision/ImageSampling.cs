using System;

namespace Fovea.Vision;

/// <summary>
/// How a network's pixel grid is read from a texture: an affine map from normalised input coordinates to normalised texture coordinates,
/// which crop, letterbox, turn and flip at once, and how many samples make one pixel so that shrinking does not alias.
/// </summary>
internal readonly struct ImageSampling
{
    // Beyond this many samples an axis, more would cost more than anybody can see.
    private const int MaxTaps = 8;

    public ImageSampling(ImageMapping mapping, int quarterTurns, ImageOrigin origin, int uprightWidth, int uprightHeight, int width, int height)
    {
        // Upright, normalised: (x, y) = a + (u, v) * b.
        float ax = mapping.OffsetX / uprightWidth, ay = mapping.OffsetY / uprightHeight;
        float bx = mapping.ScaleX / uprightWidth, by = mapping.ScaleY / uprightHeight;
        // A picture that needs t quarter turns clockwise to be upright holds its upright (x, y) at these stored coordinates.
        (XU, XV, X0, YU, YV, Y0) = (quarterTurns & 3) switch
        {
            1 => (0f, by, ay, -bx, 0f, 1 - ax),
            2 => (-bx, 0f, 1 - ax, 0f, -by, 1 - ay),
            3 => (0f, -by, 1 - ay, bx, 0f, ax),
            _ => (bx, 0f, ax, 0f, by, ay),
        };
        if (origin == ImageOrigin.BottomLeft)
            (YU, YV, Y0) = (-YU, -YV, 1 - Y0);
        // A bilinear sample averages two texels an axis, so half as many samples as texels see them all.
        TapsX = Math.Clamp((int)Math.Ceiling(mapping.ScaleX / width / 2 - 0.01f), 1, MaxTaps);
        TapsY = Math.Clamp((int)Math.Ceiling(mapping.ScaleY / height / 2 - 0.01f), 1, MaxTaps);
    }

    public float XU { get; }

    public float XV { get; }

    public float X0 { get; }

    public float YU { get; }

    public float YV { get; }

    public float Y0 { get; }

    public int TapsX { get; }

    public int TapsY { get; }
}
