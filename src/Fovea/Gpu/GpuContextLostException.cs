namespace Fovea.Gpu;

/// <summary>
/// The OpenGL context is gone, with everything in it: the driver reset the device. Dispose what used the <see cref="GpuContext"/>, have the
/// host make a new context, attach to that and load the networks again; models that were read from files need not be read again.
/// </summary>
public sealed class GpuContextLostException : GpuException
{
    /// <summary>An exception with a message for a person.</summary>
    /// <param name="message">What was found, and what to do.</param>
    public GpuContextLostException(string message)
        : base(message)
    {
    }
}
