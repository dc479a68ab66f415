using System;
using System.Buffers;
using System.Numerics;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>Non-maximum suppression: of candidates that overlap, only the best stays. On the GPU, and in plain C# with the same results.</summary>
/// <remarks>
/// Candidates below the threshold, with a score or a box that is no number, or with a box without area are dropped. The rest are ranked by
/// score; of equal scores the first place wins. Then the best is taken again and again and all that overlap it go, until
/// <see cref="DetectionLayout.MaxDetections"/> are taken. The result is the same in every run: threads add to a list in any order, but ranks
/// are counted, and a place occurs once.
/// </remarks>
public sealed class Suppression : IDisposable
{
    private const int Group = 128;
    private const int ParameterWords = 8;

    private readonly GpuContext _context;
    private readonly int _candidateCount;
    private readonly GpuProgram _select;
    private readonly GpuProgram _rank;
    private readonly GpuProgram _suppress;
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
        _rank = context.Programs.Compute("vision/suppression/rank.comp");
        _suppress = context.Programs.Compute("vision/suppression/suppress.comp", defines);

        // The count of selected candidates and three words of padding, their keys and places, their places by rank. Each run leaves the
        // count at 0 for the next.
        using var making = new Making();
        _work = making.Own(new GpuBuffer(context, 4L * (4 + (3L * candidateCount)), "suppression work", BufferUsageARB.DynamicCopy));
        _work.Upload<int>(stackalloc int[4]);
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
        uint groups = ((uint)candidates.Count + Group - 1) / Group;
        _parameters.Whole.BindUniform(0);
        candidates.Boxes.Whole.BindStorage(0);
        candidates.Keypoints.Whole.BindStorage(1);
        _work.Whole.BindStorage(2);
        Results.Whole.BindStorage(3);
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _context.Dispatch(_select, groups);
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _context.Dispatch(_rank, groups);
        _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _context.Dispatch(_suppress, 1);
        _context.Barrier(
            MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.VertexAttribArrayBarrierBit | MemoryBarrierMask.CommandBarrierBit |
            MemoryBarrierMask.BufferUpdateBarrierBit);
    }

    /// <summary>The same on the CPU. Allocates nothing in the steady state.</summary>
    /// <param name="candidates">What a decoder proposed.</param>
    /// <param name="parameters">Thresholds, and where the network's input lies in the source.</param>
    /// <param name="result">Takes the detections; its frame stays what <see cref="DetectionResult.Begin"/> said.</param>
    /// <exception cref="ArgumentException">The candidates have other keypoints than the result has room for.</exception>
    public static void Select(CandidateList candidates, in SuppressionParameters parameters, DetectionResult result)
    {
        if (candidates.KeypointCount != result.Layout.KeypointCount)
        {
            throw new ArgumentException(
                $"The candidates have {candidates.KeypointCount} keypoints, the result has room for {result.Layout.KeypointCount}.",
                nameof(candidates));
        }

        result.Begin(result.FrameId, result.Time);
        ulong[] ranked = ArrayPool<ulong>.Shared.Rent(candidates.Count);
        int[] kept = ArrayPool<int>.Shared.Rent(result.Layout.MaxDetections);
        int count = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (IsSelected(candidates.Items[i], parameters.ScoreThreshold))
                ranked[count++] = ((ulong)~Key(candidates.Items[i].Score) << 32) | (uint)i;
        }

        Array.Sort(ranked, 0, count);
        result.CandidateCount = count;
        for (int rank = 0; rank < count && result.Count < result.Layout.MaxDetections; rank++)
        {
            int index = (int)(uint)ranked[rank];
            if (IsSuppressed(candidates.Items, index, kept.AsSpan(0, result.Count), parameters))
                continue;

            kept[result.Count] = index;
            Add(candidates, index, parameters.Mapping, result);
        }

        ArrayPool<int>.Shared.Return(kept);
        ArrayPool<ulong>.Shared.Return(ranked);
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose()
    {
        _work.Dispose();
        _parameters.Dispose();
        Results.Dispose();
    }

    private static bool IsSelected(in Candidate candidate, float threshold)
    {
        Box box = candidate.Box;
        return candidate.Score >= threshold && IsFinite(candidate.Score) && IsFinite(box.X) && IsFinite(box.Y) && IsFinite(box.Width)
            && IsFinite(box.Height) && box.Width > 0 && box.Height > 0;
    }

    private static bool IsFinite(float value) => !float.IsNaN(value) && !float.IsInfinity(value);

    // Orders floats as unsigned integers: the sign bit is turned, and for negative numbers all others too.
    private static uint Key(float score)
    {
        uint bits = (uint)BitConverter.SingleToInt32Bits(score);
        return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
    }

    private static bool IsSuppressed(ReadOnlySpan<Candidate> items, int index, ReadOnlySpan<int> kept, in SuppressionParameters parameters)
    {
        foreach (int better in kept)
        {
            bool rivals = !parameters.Options.PerClass || items[better].Class == items[index].Class;
            if (rivals && Overlaps(items[better].Box, items[index].Box, parameters.OverlapThreshold))
                return true;
        }

        return false;
    }

    // Without a division, which a GPU may round otherwise.
    private static bool Overlaps(Box a, Box b, float threshold)
    {
        float width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        float height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        float shared = Math.Max(width, 0) * Math.Max(height, 0);
        return shared > threshold * ((a.Width * a.Height) + (b.Width * b.Height) - shared);
    }

    private static void Add(CandidateList candidates, int index, in ImageMapping map, DetectionResult result)
    {
        Candidate candidate = candidates.Items[index];
        Box box = candidate.Box;
        var mapped = new Box(
            (box.X * map.ScaleX) + map.OffsetX, (box.Y * map.ScaleY) + map.OffsetY, box.Width * map.ScaleX, box.Height * map.ScaleY);
        var scale = new Vector2(map.ScaleX, map.ScaleY);
        var offset = new Vector2(map.OffsetX, map.OffsetY);
        Span<Vector2> target = result.Add(mapped, candidate.Score, candidate.Class);
        for (int k = 0; k < target.Length; k++)
            target[k] = (candidates.Keypoints(index)[k] * scale) + offset;
    }

    private void WriteParameters(in SuppressionParameters parameters)
    {
        if (_written && parameters.Equals(_current))
            return;

        Span<float> block = stackalloc float[ParameterWords];
        ImageMapping map = parameters.Mapping;
        (block[0], block[1], block[2], block[3]) = (map.ScaleX, map.ScaleY, map.OffsetX, map.OffsetY);
        (block[4], block[5], block[6], block[7]) = (parameters.ScoreThreshold, parameters.OverlapThreshold, parameters.Options.PerClass ? 1 : 0, 0);
        _parameters.Upload<float>(block);
        _current = parameters;
        _written = true;
    }
}
