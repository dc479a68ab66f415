using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>A camera's geometry for a picture of some size: what the draws need of it, relative to where it is.</summary>
/// <remarks>
/// The scene is drawn without distortion into an inner picture: as large as the outer one, twice as large where pixels are supersampled, and
/// wider where the lens bends things in from outside. Inner pixel = outer undistorted pixel * scale + offset; with supersampling a pixel's
/// middle is the middle of one of its samples, so that labels are taken exactly there.
/// </remarks>
internal readonly struct FrameView
{
    /// <summary>How much wider the inner picture may be: a lens that looks farther out is drawn coarser instead of ever larger.</summary>
    public const float LargestMargin = 1.75f;

    public FrameView(CameraView camera, int width, int height, int largestSide)
    {
        (OuterWidth, OuterHeight) = (width, height);
        Distortion = new LensDistortion(camera.Distortion);
        OuterFocal = camera.FocalLength(height);
        (Near, Far) = (camera.Near, camera.Far);
        int samples = Samples = camera.AntiAliasing == AntiAliasing.Supersampling ? 2 : 1;
        Vector2 reach = Reach();
        Vector2 margin = Vector2.Clamp(reach, Vector2.One, new Vector2(LargestMargin));
        Width = Math.Min((int)MathF.Ceiling(width * samples * margin.X), largestSide);
        Height = Math.Min((int)MathF.Ceiling(height * samples * margin.Y), largestSide);
        Vector2 need = reach * new Vector2(width, height);
        Scale = MathF.Min(samples, MathF.Min(Width / need.X, Height / need.Y));
        Focal = OuterFocal * Scale;
        bool plain = samples == 2 && Distortion.IsNone && Scale == 2;
        Center = (new Vector2(Width, Height) * 0.5f) - (plain ? new Vector2(0.5f) : Vector2.Zero);

        (Position, Right, Up, Forward) = Axes(camera.Pose);
        (NextPosition, NextRight, NextUp, NextForward) = Axes(camera.NextPose);
        Clip = ClipUpTo(Far);
        NextPixels = PixelMatrix(NextRight, NextUp, NextForward);
    }

    /// <summary>The picture's size.</summary>
    public int OuterWidth { get; }

    /// <summary>The picture's size.</summary>
    public int OuterHeight { get; }

    /// <summary>Outer pixels for a tangent of 1.</summary>
    public float OuterFocal { get; }

    /// <summary>What the lens does.</summary>
    public LensDistortion Distortion { get; }

    /// <summary>Samples of a pixel, along each axis.</summary>
    public int Samples { get; }

    /// <summary>The inner picture's size.</summary>
    public int Width { get; }

    /// <summary>The inner picture's size.</summary>
    public int Height { get; }

    /// <summary>Inner pixels for an outer one.</summary>
    public float Scale { get; }

    /// <summary>Inner pixels for a tangent of 1.</summary>
    public float Focal { get; }

    /// <summary>The inner picture's middle, in its pixels.</summary>
    public Vector2 Center { get; }

    public float Near { get; }

    public float Far { get; }

    public Vector3 Position { get; }

    public Vector3 Right { get; }

    public Vector3 Up { get; }

    public Vector3 Forward { get; }

    public Vector3 NextPosition { get; }

    public Vector3 NextRight { get; }

    public Vector3 NextUp { get; }

    public Vector3 NextForward { get; }

    /// <summary>From the world, less <see cref="Position"/>, to clip space whose y grows downwards.</summary>
    public Matrix4x4 Clip { get; }

    /// <summary>From the world, less <see cref="NextPosition"/>, to inner pixels one step later: x and y times w, and w.</summary>
    public Matrix4x4 NextPixels { get; }

    /// <summary>Whether the inner picture is the outer one.</summary>
    public bool IsDirect => Width == OuterWidth && Height == OuterHeight && Distortion.IsNone;

    /// <summary>The ray through inner pixel (0, 0), of length 1 along the camera's axis, and how it changes per pixel.</summary>
    public (Vector3 Origin, Vector3 X, Vector3 Y) Rays()
    {
        Vector3 x = Right / Focal, y = Up / -Focal;
        return (Forward - (x * Center.X) - (y * Center.Y), x, y);
    }

    /// <summary>To clip space, for what is not farther than some distance.</summary>
    public Matrix4x4 ClipUpTo(float far)
    {
        Matrix4x4 m = PixelMatrix(Right, Up, Forward);
        Vector3 x = (new Vector3(m.M11, m.M21, m.M31) * (2f / Width)) - Forward, y = (new Vector3(m.M12, m.M22, m.M32) * (2f / Height)) - Forward;
        far = MathF.Max(far, Near * 1.01f);
        float depth = (far + Near) / (far - Near), offset = -2 * far * Near / (far - Near);
        Vector3 z = Forward * depth;
        return new Matrix4x4(x.X, y.X, z.X, Forward.X, x.Y, y.Y, z.Y, Forward.Y, x.Z, y.Z, z.Z, Forward.Z, 0, 0, offset, 0);
    }

    /// <summary>
    /// From a pixel and the depth there to where its point, if it stands still, is seen one step later: rows 0 to 2 take (x, y, 1) times the
    /// depth, row 3 is added; x and y times w, and w.
    /// </summary>
    public Matrix4x4 StillFlow()
    {
        (Vector3 origin, Vector3 x, Vector3 y) = Rays();
        Vector4 a = Next(x), b = Next(y), c = Next(origin), d = Next(Position - NextPosition);
        return new Matrix4x4(a.X, a.Y, a.W, 0, b.X, b.Y, b.W, 0, c.X, c.Y, c.W, 0, d.X, d.Y, d.W, 0);
    }

    private Vector4 Next(Vector3 direction) => Vector4.Transform(new Vector4(direction, 0), NextPixels);

    // How much farther from the middle than its own edges an undistorted picture must reach to show what the lens does.
    private Vector2 Reach()
    {
        if (Distortion.IsNone)
            return Vector2.One;
        Vector2 half = new Vector2(OuterWidth, OuterHeight) / (2 * OuterFocal), reach = Vector2.Zero;
        const int Steps = 16;
        for (int i = 0; i <= Steps; i++)
        {
            float t = (float)i / Steps;
            reach = Vector2.Max(reach, Distortion.Undistort(half * new Vector2(1, t)));
            reach = Vector2.Max(reach, Distortion.Undistort(half * new Vector2(t, 1)));
        }

        return (reach / half) + (new Vector2(2) / new Vector2(OuterWidth, OuterHeight));
    }

    private static (Vector3 Position, Vector3 Right, Vector3 Up, Vector3 Forward) Axes(in Matrix4x4 pose) => (
        new Vector3(pose.M41, pose.M42, pose.M43),
        Vector3.Normalize(new Vector3(pose.M11, pose.M12, pose.M13)),
        Vector3.Normalize(new Vector3(pose.M21, pose.M22, pose.M23)),
        Vector3.Normalize(new Vector3(-pose.M31, -pose.M32, -pose.M33)));

    private Matrix4x4 PixelMatrix(Vector3 right, Vector3 up, Vector3 forward)
    {
        Vector3 x = (right * Focal) + (forward * Center.X), y = (up * -Focal) + (forward * Center.Y);
        return new Matrix4x4(x.X, y.X, 0, forward.X, x.Y, y.Y, 0, forward.Y, x.Z, y.Z, 0, forward.Z, 0, 0, 0, 0);
    }
}
