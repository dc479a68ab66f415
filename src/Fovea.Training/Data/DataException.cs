using System;

namespace Fovea.Training.Data;

/// <summary>Labelled data that cannot be used. The message names the file and, where there is one, the line; and what was expected there.</summary>
public sealed class DataException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found, where, and what to do.</param>
    /// <param name="innerException">The exception behind it, if any.</param>
    public DataException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
