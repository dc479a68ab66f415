using System;
using System.Numerics;

namespace Fovea.Vision;

/// <summary>A thing that a network found in a picture.</summary>
/// <param name="Category">The name of its class.</param>
/// <param name="Class">The number of its class.</param>
/// <param name="Score">How sure the network is, usually 0 .. 1.</param>
/// <param name="Box">Where, in source pixels from the top left.</param>
/// <param name="Keypoints">
/// Points on it, in source pixels; what each means is the decoder's to say. The memory is the <see cref="DetectionResult"/>'s: copy what
/// shall outlast its next use.
/// </param>
public readonly record struct Detection(string Category, int Class, float Score, Box Box, ReadOnlyMemory<Vector2> Keypoints);
