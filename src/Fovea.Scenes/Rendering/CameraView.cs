using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>Where a camera is and how it makes its picture, for one frame. The defaults are a perfect pinhole.</summary>
public readonly record struct CameraView
{
    /// <summary>A perfect pinhole at the origin.</summary>
    public CameraView()
    {
    }

    /// <summary>Camera to world now: the camera looks along its -z, y is up; row vectors.</summary>
    public Matrix4x4 Pose { get; init; } = Matrix4x4.Identity;

    /// <summary>The same one step later.</summary>
    public Matrix4x4 NextPose { get; init; } = Matrix4x4.Identity;

    /// <summary>The vertical angle of view, in degrees, without distortion.</summary>
    public float FieldOfView { get; init; } = 60;

    /// <summary>Metres to the nearest thing that is drawn.</summary>
    public float Near { get; init; } = 0.1f;

    /// <summary>Metres to the farthest thing that is drawn.</summary>
    public float Far { get; init; } = 500;

    /// <summary>Radial distortion k1, k2 of Brown's model on normalised coordinates: x_d = x_u (1 + k1 r^2 + k2 r^4).</summary>
    public Vector2 Distortion { get; init; }

    /// <summary>Stops of exposure, a factor of 2 each; added to what the scene's brightness asks for.</summary>
    public float Exposure { get; init; }

    /// <summary>How much darker the corners are, 0..1.</summary>
    public float Vignetting { get; init; }

    /// <summary>The share of a step for which the shutter is open: motion blur; 0 for none.</summary>
    public float Shutter { get; init; }

    /// <summary>The aperture's diameter in metres: depth of field; 0 for none.</summary>
    public float Aperture { get; init; }

    /// <summary>Metres to what is sharp, where there is depth of field.</summary>
    public float FocusDistance { get; init; } = 10;

    /// <summary>The read noise's standard deviation, of 0..1 in linear light.</summary>
    public float ReadNoise { get; init; }

    /// <summary>The shot noise's standard deviation at full white, of 0..1 in linear light; it grows with the root of the light.</summary>
    public float ShotNoise { get; init; }

    /// <summary>How edges are smoothed.</summary>
    public AntiAliasing AntiAliasing { get; init; } = AntiAliasing.Fxaa;

    /// <summary>Pixels from the picture's middle for a tangent of 1, without distortion: fx = fy.</summary>
    /// <param name="height">The picture's height, pixels.</param>
    public float FocalLength(int height) => 0.5f * height / MathF.Tan(FieldOfView * (MathF.PI / 360));
}
