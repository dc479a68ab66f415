using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Silk.NET.OpenGL;

namespace Fovea.Runtime.Segments;

/// <summary>Fills the inputs of a segment's plan: with what the host has, and with what earlier segments left on the GPU.</summary>
internal static class SegmentInputs
{
    /// <summary>Fills all of them; call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="host">What the host has, by name.</param>
    /// <param name="onGpu">What the GPU has, by name, row-major; what is the input itself is left alone.</param>
    public static void Fill(GpuContext context, Plan plan, IReadOnlyDictionary<string, Tensor> host, IReadOnlyDictionary<string, GpuTensor> onGpu)
    {
        foreach (KeyValuePair<string, GpuTensor> input in plan.Inputs)
        {
            if (host.TryGetValue(input.Key, out Tensor? tensor))
                Upload(input.Key, input.Value, tensor);
            else if (input.Value.Shape.Count > 0 && !onGpu[input.Key].Range.Equals(input.Value.Range))
                Copy(context.GL, onGpu[input.Key].Range, input.Value);
        }
    }

    private static void Upload(string name, GpuTensor input, Tensor tensor)
    {
        int[] words = HostLayout.Pack("Input", name, tensor, input.Layout);
        if (words.Length > 0)
            input.Range.Buffer.Upload<int>(words, input.Range.Offset);
    }

    private static void Copy(GL gl, BufferRange from, GpuTensor input)
    {
        gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, from.Buffer.Handle);
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, input.Range.Buffer.Handle);
        gl.CopyBufferSubData(
            CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, (nint)from.Offset, (nint)input.Range.Offset, (nuint)(4L * input.Shape.Count));
    }
}
