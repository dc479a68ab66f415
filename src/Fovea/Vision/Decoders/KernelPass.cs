using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Decoders;

/// <summary>The GPU form of a decoder that is described by kernels: binds, sets the threshold, dispatches.</summary>
internal sealed class KernelPass : DecoderPass
{
    // The threshold, which outputs hold integers, the first place, the count.
    private const int HeaderWords = 4;
    private const int Group = 128;
    private const uint KeypointBlock = 3;

    private readonly Decoder _decoder;
    private readonly GpuContext _context;
    private readonly Step[] _steps;
    private readonly GpuBuffer _parameters;
    private readonly Making _owned = new();

    public KernelPass(Decoder decoder, GpuContext context)
    {
        _decoder = decoder;
        _context = context;
        IReadOnlyList<DecoderKernel> kernels = decoder.Kernels;
        _steps = new Step[kernels.Count];
        using var making = new Making();
        making.Own(_owned);
        long end = 0;
        for (int i = 0; i < _steps.Length; i++)
        {
            DecoderKernel kernel = kernels[i];
            // Uniform blocks are as long as std140 rounds them up.
            var words = new int[(HeaderWords + kernel.Words.Count + 3) / 4 * 4];
            (words[0], words[2], words[3]) = (DecoderKernel.Bits(float.NaN), kernel.First, kernel.Count);
            for (int k = 0; k < kernel.Words.Count; k++)
                words[HeaderWords + k] = kernel.Words[k];
            GpuProgram program = context.Programs.Compute(
                kernel.Shader, kernel.Defines.With("LARGEST_LOGIT", Decoder.LargestLogit).With("KEYPOINTS", decoder.KeypointCount));
            GpuBuffer? table = kernel.Table is null ? null : _owned.Own(GpuBuffer.Of<float>(context, kernel.Table, "decoder table"));
            _steps[i] = new Step(kernel, program, table, words, end);
            long align = context.Limits.UniformAlignment;
            end += (words.Length * 4 + align - 1) / align * align;
        }

        _parameters = _owned.Own(new GpuBuffer(context, end, "decoder parameters", BufferUsageARB.DynamicDraw));
        making.Complete();
    }

    public override void Run(IReadOnlyList<GpuTensor> outputs, float scoreThreshold, CandidateBuffer candidates)
    {
        _decoder.AssertFits(candidates.Count, candidates.KeypointCount);
        _decoder.AssertOutputs(outputs.Count);
        candidates.Boxes.Whole.BindStorage(0);
        if (_decoder.KeypointCount > 0)
            candidates.Keypoints.Whole.BindStorage(KeypointBlock);
        for (int i = 0; i < _steps.Length; i++)
        {
            Step step = _steps[i];
            uint block = 1;
            int integers = 0;
            for (int k = 0; k < step.Kernel.Outputs.Count; k++, block++)
            {
                int output = step.Kernel.Outputs[k];
                BindOutput(outputs[output], _decoder.SizeOf(output), block);
                if (outputs[output].Type != ElementType.Float)
                    integers |= 1 << k;
            }

            step.Table?.Whole.BindStorage(block);
            int threshold = DecoderKernel.Bits(scoreThreshold);
            if (step.Words[0] != threshold || step.Words[1] != integers)
            {
                (step.Words[0], step.Words[1]) = (threshold, integers);
                _parameters.Upload<int>(step.Words, step.Offset);
            }

            _parameters.Slice(step.Offset, step.Words.Length * 4).BindUniform(0);
            _context.Dispatch(step.Program, ((uint)step.Kernel.Count + Group - 1) / Group);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _owned.Dispose();
    }

    private sealed record Step(DecoderKernel Kernel, GpuProgram Program, GpuBuffer? Table, int[] Words, long Offset);
}
