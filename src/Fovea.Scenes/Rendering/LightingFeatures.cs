using System;

namespace Fovea.Scenes.Rendering;

/// <summary>What the programs of the lighting must do for a frame.</summary>
[Flags]
internal enum LightingFeatures
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Write the luma beside the colour, for the filter of edges.</summary>
    Luma = 1,

    /// <summary>Wet or snowy ground.</summary>
    Weather = 2,

    /// <summary>Lamps.</summary>
    Lamps = 4,

    /// <summary>Air so thick that it hides what is far within the picture.</summary>
    Fog = 8,

    /// <summary>Stars.</summary>
    Stars = 16,

    /// <summary>A flat colour instead of the sky.</summary>
    Flat = 32,
}
