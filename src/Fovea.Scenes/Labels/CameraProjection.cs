using System;
using System.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Labels;

/// <summary>
/// Where points of the world are in a camera's picture. Camera space is that of <see cref="CameraBox"/>: x to the right, y down, z where the
/// camera looks. Computed without the renderer's clip space, in double precision up to the camera, so that places far from the origin stay
/// exact.
/// </summary>
internal readonly struct CameraProjection
{
    private readonly Matrix4x4 _inverseAxes;
    private readonly double _x, _y, _z;

    public CameraProjection(in CameraView view, int width, int height)
    {
        (Width, Height) = (width, height);
        (CenterX, CenterY) = (width * 0.5f, height * 0.5f);
        Focal = view.FocalLength(height);
        Near = view.Near;
        Lens = new LensDistortion(view.Distortion);
        (_x, _y, _z) = (view.Pose.M41, view.Pose.M42, view.Pose.M43);

        // The pose without its place; its inverse takes directions of the world to the camera, whose y and z point the other way.
        Matrix4x4 axes = view.Pose;
        (axes.M41, axes.M42, axes.M43) = (0, 0, 0);
        if (!Matrix4x4.Invert(axes, out Matrix4x4 inverse))
            throw new ArgumentException("The camera's pose has no inverse: its axes lie in a plane.", nameof(view));
        _inverseAxes = inverse * Matrix4x4.CreateScale(1, -1, -1);
        FoldRadius = Lens.Limit();
        FoldedRadius = Lens.Distort(new Vector2(FoldRadius, 0)).X;
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>Pixels for a tangent of 1.</summary>
    public float Focal { get; }

    /// <summary>Where the camera's axis meets the picture, pixels from the left.</summary>
    public float CenterX { get; }

    /// <summary>Where the camera's axis meets the picture, pixels from the top.</summary>
    public float CenterY { get; }

    /// <summary>Metres to the nearest thing that is drawn.</summary>
    public float Near { get; }

    /// <summary>What the lens does.</summary>
    public LensDistortion Lens { get; }

    /// <summary>
    /// The tangent from the axis beyond which distortion would bring points back towards the middle; they are held at
    /// <see cref="FoldedRadius"/>.
    /// </summary>
    public float FoldRadius { get; }

    /// <summary>Where distortion puts points at <see cref="FoldRadius"/> and beyond.</summary>
    public float FoldedRadius { get; }

    /// <summary>From the space that a matrix takes to the world, to the camera's.</summary>
    public Matrix4x4 ToCamera(in Matrix4x4 world)
    {
        Matrix4x4 near = world;
        (near.M41, near.M42, near.M43) = ((float)(world.M41 - _x), (float)(world.M42 - _y), (float)(world.M43 - _z));
        return near * _inverseAxes;
    }

    /// <summary>By how much distortion takes tangents away from the axis, from their squares.</summary>
    public Vector<float> Stretch(Vector<float> squared) =>
        Vector<float>.One + (squared * (new Vector<float>(Lens.Coefficients.X) + (squared * Lens.Coefficients.Y)));

    /// <summary>Applies distortion to a point's tangents to the right and down.</summary>
    public Vector2 Distort(Vector2 tangents)
    {
        if (Lens.IsNone)
            return tangents;
        float length = tangents.Length();
        return length <= FoldRadius ? Lens.Distort(tangents) : tangents * (FoldedRadius / length);
    }

    /// <summary>Pixels from the picture's top left corner, from tangents that have been distorted.</summary>
    public Vector2 ToPixels(Vector2 distorted) => new(CenterX + (Focal * distorted.X), CenterY + (Focal * distorted.Y));

    /// <summary>Pixels from the picture's top left corner, of a point before the camera.</summary>
    public Vector2 Project(Vector3 camera) => ToPixels(Distort(new Vector2(camera.X, camera.Y) / camera.Z));
}
