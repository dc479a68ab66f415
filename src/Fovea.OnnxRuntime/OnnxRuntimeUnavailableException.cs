using System;

namespace Fovea.OnnxRuntime;

/// <summary>ONNX Runtime's native library cannot be loaded; the message says why and what to do.</summary>
public sealed class OnnxRuntimeUnavailableException : Exception
{
    /// <summary>Creates the exception with its message and what caused it.</summary>
    public OnnxRuntimeUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
