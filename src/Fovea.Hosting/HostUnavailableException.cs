using System;

namespace Fovea.Hosting;

/// <summary>No OpenGL context could be had: the message says what was tried, what is missing and how to install it.</summary>
public sealed class HostUnavailableException : Exception
{
    /// <summary>With a message for the person at the keyboard.</summary>
    public HostUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the person at the keyboard, and what caused it.</summary>
    public HostUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
