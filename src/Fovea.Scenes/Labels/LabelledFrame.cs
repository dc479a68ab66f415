using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Labels;

/// <summary>A picture and everything that is known of it. All maps have the picture's size and rows from the top.</summary>
public sealed class LabelledFrame
{
    /// <summary>The number of the frame.</summary>
    public required long Index { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The world's time when it was taken.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The camera.</summary>
    public required CameraView Camera { get; init; }

    /// <summary>The picture: red, green, blue, alpha (255) bytes, sRGB-encoded.</summary>
    public required ReadOnlyMemory<byte> Color { get; init; }

    /// <summary>For each pixel its class in the lowest 8 bits and its object's number in the other 24; see <see cref="ClassOf"/>.</summary>
    public required ReadOnlyMemory<uint> Identity { get; init; }

    /// <summary>Metres from the camera's plane (along its axis, not the ray); infinite for the sky. Empty where it was not asked for.</summary>
    public ReadOnlyMemory<float> Depth { get; init; }

    /// <summary>Normals in the world, of length 1; zero for the sky. Empty where they were not asked for.</summary>
    public ReadOnlyMemory<Vector3> Normals { get; init; }

    /// <summary>How many pixels to the right and down the point goes in the next step. Empty where it was not asked for.</summary>
    public ReadOnlyMemory<Vector2> Flow { get; init; }

    /// <summary>The objects in the picture, by growing number; those of which nothing would be seen even unhidden are left out.</summary>
    public required IReadOnlyList<LabelledObject> Objects { get; init; }

    /// <summary>The class of a value of <see cref="Identity"/>; 0 for none.</summary>
    public static byte ClassOf(uint identity) => (byte)identity;

    /// <summary>The object of a value of <see cref="Identity"/>; 0 for none.</summary>
    public static uint InstanceOf(uint identity) => identity >> 8;
}
