using System;

namespace Fovea.Capture;

/// <summary>A file that is missing, no picture, or a damaged one. The message names it.</summary>
public sealed class PictureException : CaptureException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found, in which file, and what to do.</param>
    public PictureException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception around the one that revealed the trouble.</summary>
    /// <param name="message">What was found, in which file, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public PictureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
