using System;

namespace Fovea.Scenes.Rendering;

/// <summary>What a draw must be set up for.</summary>
[Flags]
internal enum BatchFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Backs are drawn too.</summary>
    DoubleSided = 1,

    /// <summary>The world mirrors the mesh, so that its fronts are clockwise.</summary>
    Mirrored = 2,

    /// <summary>Pixels of low alpha are not drawn.</summary>
    Cutoff = 4,

    /// <summary>A pattern is painted on it.</summary>
    Pattern = 8,

    /// <summary>It has a texture of normals.</summary>
    NormalMap = 16,

    /// <summary>Its material gives light.</summary>
    Glows = 32,

    /// <summary>Each triangle has one colour and nothing else to look up: a faster program does.</summary>
    Plain = 64,

    /// <summary>It is elsewhere one step later; what stands still has its flow computed from the camera's way alone.</summary>
    Moves = 128,
}
