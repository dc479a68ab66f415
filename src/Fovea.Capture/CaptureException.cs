using System;

namespace Fovea.Capture;

/// <summary>A source, a picture or a recording that cannot be used. The message says what was found, where, and what to do.</summary>
public class CaptureException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found, where, and what to do.</param>
    public CaptureException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception around the one that revealed the trouble.</summary>
    /// <param name="message">What was found, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public CaptureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
