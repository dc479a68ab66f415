using System;

namespace Fovea.Gpu;

/// <summary>Something that looks, once a frame and without waiting, whether the GPU has got further.</summary>
internal interface IPolled
{
    void Poll();

    /// <summary>The context goes away: whatever is still awaited will never come.</summary>
    /// <param name="cause">What happened to it, where that is an error; null where it was disposed.</param>
    void Cancel(Exception? cause);
}
