using System;

namespace Fovea.Scenes;

/// <summary>A scene file cannot be used; the message names file, line and field, and what was expected.</summary>
public sealed class SceneException : Exception
{
    /// <summary>Creates the exception with its message and what caused it.</summary>
    public SceneException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
