using System;

namespace Fovea.Scenes.Datasets;

/// <summary>What is written of each frame beside its picture and the format's own labels.</summary>
[Flags]
public enum DatasetChannels
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Depth as a grey PNG of 16 bits, in millimetres: 0 where there is nothing, 65535 from 65.535 m on.</summary>
    Depth = 1,

    /// <summary>Depth as NumPy's .npy, 32-bit floats [height, width] in metres; infinite where there is nothing.</summary>
    DepthFloat = 2,

    /// <summary>Normals in the world as an RGB PNG of 8 bits: round(127.5 (n + 1)); black where there is nothing.</summary>
    Normals = 4,

    /// <summary>Optical flow as Middlebury's .flo: 32-bit floats.</summary>
    Flow = 8,

    /// <summary>Optical flow as KITTI's RGB PNG of 16 bits: round(64 flow) + 32768 to the right and down, then 1.</summary>
    FlowPng = 16,
}
