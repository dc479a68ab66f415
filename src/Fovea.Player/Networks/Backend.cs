namespace Fovea.Player.Networks;

/// <summary>What computes a network, as the command line names it.</summary>
internal enum Backend
{
    /// <summary>Whatever suits the device.</summary>
    Auto,

    /// <summary>OpenGL compute shaders.</summary>
    Gl,

    /// <summary>ONNX Runtime.</summary>
    OnnxRuntime,
}
