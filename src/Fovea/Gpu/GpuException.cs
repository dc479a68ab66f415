using System;

namespace Fovea.Gpu;

/// <summary>The GPU, or the use made of it, went wrong in a way the message explains.</summary>
public class GpuException : Exception
{
    /// <summary>An exception with a message for a person.</summary>
    /// <param name="message">What was found, where, and what to do.</param>
    public GpuException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message for a person and what caused it.</summary>
    /// <param name="message">What was found, where, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public GpuException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
