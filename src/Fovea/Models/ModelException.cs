using System;

namespace Fovea.Models;

/// <summary>A network cannot be read, understood or run; the message says what was found, where, and what to do.</summary>
public class ModelException : Exception
{
    /// <summary>Creates the exception with its message.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and what caused it.</summary>
    public ModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
