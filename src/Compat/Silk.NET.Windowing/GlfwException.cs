using System;

namespace Silk.NET.GLFW;

/// <summary>GLFW refused something, such as a context of a version that the driver lacks.</summary>
public class GlfwException : Exception
{
    public GlfwException(string message)
        : base(message)
    {
    }
}
