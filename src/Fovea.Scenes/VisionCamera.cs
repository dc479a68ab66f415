using System;
using System.Collections.Generic;
using Fovea.Vision;

namespace Fovea.Scenes;

/// <summary>A network that watches what the scene shows.</summary>
public sealed record VisionCamera : Component
{
    /// <summary>The ONNX file; a path as in <see cref="PictureSourceComponent.Source"/>.</summary>
    public required string Model { get; init; }

    /// <summary>How pictures become the network's input.</summary>
    public required ImageInput Input { get; init; }

    /// <summary>How the network's outputs are read.</summary>
    public required string Decoder { get; init; }

    /// <summary>The names of the classes, in order.</summary>
    public IReadOnlyList<string> Labels { get; set; } = Array.Empty<string>();

    /// <summary>The least score of a detection, 0 .. 1.</summary>
    public float ScoreThreshold { get; set; } = 0.5f;

    /// <summary>Two boxes that overlap more than this are one object: intersection over union, 0 .. 1.</summary>
    public float OverlapThreshold { get; set; } = 0.3f;
}
