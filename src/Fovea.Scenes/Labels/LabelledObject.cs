using System;
using System.Collections.Generic;

namespace Fovea.Scenes.Labels;

/// <summary>What is known of one object in one picture.</summary>
public sealed record LabelledObject
{
    /// <summary>The number that its pixels carry.</summary>
    public required uint InstanceId { get; init; }

    /// <summary>Its class.</summary>
    public required byte ClassId { get; init; }

    /// <summary>Its entity's name.</summary>
    public required string Name { get; init; }

    /// <summary>The box around the pixels in which it is seen; empty where it is not.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>The box around all of it, as if nothing hid it, and beyond the picture's edges.</summary>
    public required PixelBox AmodalBox { get; init; }

    /// <summary>Pixels in which it is seen.</summary>
    public required int VisiblePixels { get; init; }

    /// <summary>Pixels of the picture that it would have if nothing hid it.</summary>
    public required int UnhiddenPixels { get; init; }

    /// <summary>The share of it, within the picture, that nothing hides: 0..1.</summary>
    public float Visibility => UnhiddenPixels == 0 ? 0 : Math.Min(1f, (float)VisiblePixels / UnhiddenPixels);

    /// <summary>The share of its amodal box that lies outside the picture: 0..1.</summary>
    public required float Truncation { get; init; }

    /// <summary>Its box in the camera's space.</summary>
    public required CameraBox Box3D { get; init; }

    /// <summary>Its labelled points, in the order of its class; empty where it has none.</summary>
    public IReadOnlyList<LabelledKeypoint> Keypoints { get; init; } = Array.Empty<LabelledKeypoint>();
}
