using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;

namespace Fovea.Tests.Scenes.Datasets;

/// <summary>Makes labelled frames by hand: what is painted later hides what was there, and labels are counted pixel by pixel.</summary>
internal sealed class FramePainter
{
    public static readonly SceneClass[] Classes =
    [
        new(7, "road", 0x804080, false, "flat", 0),
        new(26, "car", 0x00008E, true, "vehicle", 13),
        new(24, "person", 0xDC143C, true, "human", 11) { Keypoints = ["head", "left foot", "right foot"], Skeleton = [(0, 1), (0, 2)] },
        new(3, "dust", 0x111111, false, "", 255),
    ];

    private readonly uint[] _identity;
    private readonly List<(uint Id, byte Class, int Unhidden)> _painted = new();

    public FramePainter(int width, int height, long index = 0) => (Width, Height, Index, _identity) = (width, height, index, new uint[width * height]);

    public int Width { get; }

    public int Height { get; }

    public long Index { get; }

    public static DatasetOptions Options(string format, int width = 61, int height = 37, long count = 9) => new()
    {
        Format = format,
        Scene = "hand made",
        SceneHash = "12ab",
        Seed = 7,
        Width = width,
        Height = height,
        FrameCount = count,
        Classes = Classes,
        MinimumPixels = 1,
        MinimumVisibility = 0,
    };

    /// <summary>A frame with all that is awkward: edges, single pixels, holes, parts, touching corners; none at all in every seventh.</summary>
    public static LabelledFrame Typical(long index, int width = 61, int height = 37)
    {
        var painter = new FramePainter(width, height, index);
        painter.Paint(0, 7, (x, y) => y > height / 2);
        if (index % 7 == 6)
            return painter.Build();

        int shift = (int)(index % 5);
        painter.Paint(3, 26, (x, y) => x < 9 && y < 8);                                              // in the corner
        painter.Paint(4, 26, (x, y) => x == 20 + shift && y == 30);                                  // one pixel
        painter.Paint(5, 24, (x, y) => Math.Abs(x - 30 - shift) < 9 && Math.Abs(y - 15) < 9
            && !(Math.Abs(x - 28 - shift) < 3 && Math.Abs(y - 14) < 2) && !(x == 35 + shift && y == 18)); // two holes
        painter.Paint(6, 26, (x, y) => y >= height - 4 && (x / 5 % 2 == 0));                         // parts along the bottom
        painter.Paint(9, 24, (x, y) => x > width - 12 && y < 10 && (x + y) % 2 == 0);                // a chequered flag: corners touch
        painter.Paint(12, 26, (x, y) => x >= width - 3 && y > 11 && y < 30);                         // at the right edge
        painter.Paint(70000, 24, (x, y) => Math.Pow(x - 12 - shift, 2) + Math.Pow(y - 22, 2) < 40);  // a disc, with a large number
        painter.Paint(71, 26, (x, y) => x == 12 + shift && y is > 18 and < 26);                      // a bar across it: two parts
        return painter.Build();
    }

    public void Paint(uint instance, byte @class, Func<int, int, bool> where)
    {
        int unhidden = 0;
        for (int i = 0; i < _identity.Length; i++)
        {
            if (!where(i % Width, i / Width))
                continue;
            _identity[i] = (instance << 8) | @class;
            unhidden++;
        }

        if (instance != 0)
            _painted.Add((instance, @class, unhidden));
    }

    public LabelledFrame Build() => new()
    {
        Index = Index,
        Width = Width,
        Height = Height,
        Time = TimeSpan.FromMilliseconds(40 * Index),
        Camera = new CameraView { Pose = Matrix4x4.CreateRotationY(0.3f) * Matrix4x4.CreateTranslation(1, 1.5f, -2), FieldOfView = 60 },
        Color = _identity.SelectMany((id, i) => new byte[] { (byte)(id * 37), (byte)(i * 3), (byte)((i / Width * 5) + Index), 255 }).ToArray(),
        Identity = _identity,
        Depth = _identity.Select((id, i) => id == 0 ? float.PositiveInfinity : 0.25f + (0.0517f * i)).ToArray(),
        Normals = _identity.Select((id, i) => id == 0 ? Vector3.Zero : Vector3.Normalize(new Vector3((i % 7) - 3, (i % 5) - 2, 1 + (i % 3)))).ToArray(),
        Flow = _identity.Select((id, i) => new Vector2(((i % 13) - 6) * 0.734f, (i % 11) * -1.31f)).ToArray(),
        Objects = _painted.OrderBy(p => p.Id).Select(Object).ToArray(),
    };

    private LabelledObject Object((uint Id, byte Class, int Unhidden) painted)
    {
        int[] at = Enumerable.Range(0, _identity.Length).Where(i => _identity[i] >> 8 == painted.Id).ToArray();
        int left = at.Length == 0 ? 0 : at.Min(i => i % Width), top = at.Length == 0 ? 0 : at.Min(i => i / Width);
        PixelBox box = at.Length == 0 ? default : new PixelBox(left, top, at.Max(i => i % Width) + 1 - left, at.Max(i => i / Width) + 1 - top);
        return new LabelledObject
        {
            InstanceId = painted.Id,
            ClassId = painted.Class,
            Name = $"thing {painted.Id}",
            Box = box,
            AmodalBox = new PixelBox(box.X - 1.5f, box.Y, box.Width + 3, box.Height + 0.25f),
            VisiblePixels = at.Length,
            UnhiddenPixels = painted.Unhidden,
            Truncation = 0.125f,
            Box3D = new CameraBox(new Vector3(1.5f, -0.25f, 10), new Vector3(1.8f, 1.4f, 4.1f), Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.5f)),
            Keypoints = painted.Class != 24 ? []
                : [new LabelledKeypoint(new Vector2(left + 0.5f, top), 9.5f, 2), new LabelledKeypoint(new Vector2(-3, 99), 9, 0), new LabelledKeypoint(new Vector2(left, top + 2), 10, 1)],
        };
    }
}
