using System;

namespace Fovea.Scenes.Labels;

/// <summary>What of a labelled frame is brought to the CPU.</summary>
[Flags]
public enum LabelParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The picture.</summary>
    Color = 1,

    /// <summary>Classes and objects of pixels.</summary>
    Identity = 2,

    /// <summary>Metres from the camera's plane.</summary>
    Depth = 4,

    /// <summary>Normals in the world.</summary>
    Normals = 8,

    /// <summary>Optical flow.</summary>
    Flow = 16,

    /// <summary>Boxes, counts, keypoints.</summary>
    Objects = 32,

    /// <summary>All of it.</summary>
    All = Color | Identity | Depth | Normals | Flow | Objects,
}
