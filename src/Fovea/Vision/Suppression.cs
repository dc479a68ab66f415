using System;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>Non-maximum suppression: of candidates that overlap, only the best stays. On the GPU, and in plain C# with the same results.</summary>
/// <remarks>
/// Candidates below the threshold and boxes without area are dropped; those with a score or a box that is no number are dropped and counted.
/// The rest are sorted by score; of equal scores the first place wins. Then the best is taken again and again until
/// <see cref="DetectionLayout.MaxDetections"/> are, and all that overlap it go, or lose of their score (<see cref="SuppressionMethod"/>). Both forms keep
/// the same, to the bit: the order has no ties, and all that decides is made of sums and products that are rounded one by one.
/// </remarks>
public sealed class Suppression : IDisposable
{
    private const int Group = 128;
    private const int ParameterWords = 12;

    private readonly GpuContext _context;
    private readonly int _candidateCount;
    private readonly GpuProgram _select;
    private readonly GpuProgram _suppress;
    private readonly GpuProgram _soften;
    private readonly SuppressionSort _sort;
    private readonly GpuBuffer _work;
    private readonly GpuBuffer _parameters;
    private SuppressionParameters _current;
    private bool _written;

    /// <summary>Builds what suppression on the GPU needs. Do this outside the frame loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="candidateCount">Places for candidates.</param>
    /// <param name="layout">For how many detections, with how many keypoints.</param>
    public Suppression(GpuContext context, int candidateCount, DetectionLayout layout)
    {
        if (candidateCount < 1)
            throw new ArgumentOutOfRangeException(nameof(candidateCount), candidateCount, "There must be room for candidates.");

        _context = context;
        _candidateCount = candidateCount;
        Layout = layout;
        ShaderDefines defines = ShaderDefines.None
            .With("MAX_DETECTIONS", layout.MaxDetections)
            .With("KEYPOINTS", layout.KeypointCount)
            .With("BOX_VERTICES", (uint)DetectionLayout.BoxVertices)
            .With("QUAD_VERTICES", (uint)DetectionLayout.QuadVertices);
        _select = context.Programs.Compute("vision/suppression/select.comp");
        _suppress = context.Programs.Compute("vision/suppression/suppress.comp", defines);
        _soften = context.Programs.Compute("vision/suppression/soften.comp", Soft(defines, candidateCount));

        // The counts of selected candidates and of those that are no numbers, two words of padding, keys and places, and the scores of soft
        // suppression. Each run leaves the counts at 0 for the next.
        using var making = new Making();
        int scores = Math.Min(candidateCount, SuppressionOptions.MostSoft);
        _work = making.Own(new GpuBuffer(context, 4L * (4 + (2L * candidateCount) + scores), "suppression work", BufferUsageARB.DynamicCopy));
        _work.Upload<int>(stackalloc int[4]);
        _sort = making.Own(new SuppressionSort(context, candidateCount));
        _parameters = making.Own(new GpuBuffer(context, ParameterWords * 4, "suppression parameters", BufferUsageARB.DynamicDraw));
        Results = making.Own(new GpuBuffer(context, layout.Bytes, "detections", BufferUsageARB.DynamicCopy));
        var none = new byte[layout.Bytes];
        new DetectionResult(layout, Array.Empty<string>()).Write(none);
        Results.Upload<byte>(none);
        making.Complete();
    }

    /// <summary>How <see cref="Results"/> lies in memory.</summary>
    public DetectionLayout Layout { get; }

    /// <summary>The detections of the latest run, best first, with the arguments to draw them; empty before the first.</summary>
    public GpuBuffer Results { get; }

    /// <summary>
    /// Fills <see cref="Results"/>; call it inside <see cref="GpuContext.Enter"/>. Allocates nothing and waits for nothing. Afterwards the
    /// results may be drawn from, read by shaders, or enqueued for read-back.
    /// </summary>
    /// <param name="candidates">What a decoder has just written.</param>
    /// <param name="parameters">Thresholds, and where the network's input lies in the source.</param>
    /// <exception cref="ArgumentException">There are more candidates, or other keypoints, than this was made for.</exception>
    public void Run(CandidateBuffer candidates, in SuppressionParameters parameters)
    {
        if (candidates.Count > _candidateCount || candidates.KeypointCount != Layout.KeypointCount)
        {
            throw new ArgumentException(
                $"Suppression was made for {_candidateCount} candidates of {Layout.KeypointCount} keypoints, not {candidates.Count} of " +
                $"{candidates.KeypointCount}.",
                nameof(candidates));
        }

        WriteParameters(parameters);
        _parameters.Whole.BindUniform(0);
        candidates.Boxes.Whole.BindStorage(0);
        candidates.Keypoints.Whole.BindStorage(1);
        _work.Whole.BindStorage(2);
        Results.Whole.BindStorage(3);
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _context.Dispatch(_select, ((uint)candidates.Count + Group - 1) / Group);
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _sort.Run();
        _parameters.Whole.BindUniform(0);
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _context.Dispatch(parameters.IsSoft ? _soften : _suppress, 1);
        _context.Barrier(
            MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.VertexAttribArrayBarrierBit | MemoryBarrierMask.CommandBarrierBit |
            MemoryBarrierMask.BufferUpdateBarrierBit);
    }

    /// <summary>The same on the CPU. Allocates nothing in the steady state.</summary>
    /// <param name="candidates">What a decoder proposed.</param>
    /// <param name="parameters">Thresholds, and where the network's input lies in the source.</param>
    /// <param name="result">Takes the detections; its frame stays what <see cref="DetectionResult.Begin(FrameStamp)"/> said.</param>
    /// <exception cref="ArgumentException">The candidates have other keypoints than the result has room for.</exception>
    public static void Select(CandidateList candidates, in SuppressionParameters parameters, DetectionResult result)
    {
        if (candidates.KeypointCount != result.Layout.KeypointCount)
        {
            throw new ArgumentException(
                $"The candidates have {candidates.KeypointCount} keypoints, the result has room for {result.Layout.KeypointCount}.",
                nameof(candidates));
        }

        PlainSuppression.Select(candidates, parameters, result);
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _sort.Dispose();
        _work.Dispose();
        _parameters.Dispose();
        Results.Dispose();
    }

    private static ShaderDefines Soft(ShaderDefines defines, int candidateCount)
    {
        defines = defines.With("SCORES", (uint)(4 + (2 * candidateCount))).With("LN2", SuppressionMath.Ln2);
        for (int i = 0; i < SuppressionMath.Series.Length; i++)
            defines = defines.With($"C{i + 2}", SuppressionMath.Series[i]);
        return defines;
    }

    private void WriteParameters(in SuppressionParameters parameters)
    {
        if (_written && parameters.Equals(_current))
            return;

        Span<float> block = stackalloc float[ParameterWords];
        block.Clear();
        ImageMapping map = parameters.Mapping;
        (block[0], block[1], block[2], block[3]) = (map.ScaleX, map.ScaleY, map.OffsetX, map.OffsetY);
        (block[4], block[5]) = (parameters.ScoreThreshold, parameters.OverlapLimit);
        (block[6], block[7]) = (parameters.Options.PerClass ? 1 : 0, parameters.Sharpness);
        MemoryMarshal.Cast<float, int>(block)[8] = parameters.Looked;
        _parameters.Upload<float>(block);
        _current = parameters;
        _written = true;
    }
}
