using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Looks at fences.</summary>
internal static class GpuFence
{
    /// <summary>Whether the GPU has passed a fence; returns at once.</summary>
    /// <param name="context">The context.</param>
    /// <param name="fence">The fence.</param>
    /// <param name="flush">
    /// True the first time a fence is looked at: a fence that still sits in the driver's queue would never pass if the host draws nothing
    /// more.
    /// </param>
    public static bool HasPassed(GpuContext context, nint fence, bool flush)
    {
        GLEnum state = context.GL.ClientWaitSync(fence, flush ? SyncObjectMask.Bit : 0, 0);
        if (state == GLEnum.WaitFailed)
            throw new GpuException("OpenGL could not look at a fence; the context was probably lost. Make a new context and attach again.");

        return state is GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied;
    }
}
