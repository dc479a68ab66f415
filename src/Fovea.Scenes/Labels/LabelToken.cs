using System;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Labels;

/// <summary>What belongs to the bytes of a frame on their way to the CPU.</summary>
internal struct LabelToken
{
    public long Index;
    public TimeSpan Time;
    public CameraView Camera;
    public LabelTransfer Layout;
    public LabelSheet? Sheet;
}
