using System;
using System.Collections.Generic;

namespace Fovea.Scenes.Labels;

/// <summary>A class of a scene's labels.</summary>
/// <param name="Id">The number that pictures of classes hold, 1..255; 0 is for what has no class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">How it is painted: 0xRRGGBB, sRGB.</param>
/// <param name="IsThing">Whether it comes as single objects with boxes (a car), rather than as stuff (road).</param>
/// <param name="Supercategory">The group that it belongs to; empty for none.</param>
/// <param name="TrainId">The number that a network gives it where that differs, as in Cityscapes; null for the same, 255 for "ignore".</param>
public sealed record SceneClass(byte Id, string Name, int Color, bool IsThing, string Supercategory = "", byte? TrainId = null)
{
    /// <summary>The names of the labelled points of its objects, in the order in which they carry them; empty for none.</summary>
    public IReadOnlyList<string> Keypoints { get; init; } = Array.Empty<string>();

    /// <summary>Which points a line joins when they are drawn: pairs of places in <see cref="Keypoints"/>, from 0.</summary>
    public IReadOnlyList<(int From, int To)> Skeleton { get; init; } = Array.Empty<(int From, int To)>();
}
