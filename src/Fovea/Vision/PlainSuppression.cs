using System;
using System.Buffers;
using System.Numerics;

namespace Fovea.Vision;

/// <summary>The plain form of <see cref="Suppression"/>.</summary>
internal static class PlainSuppression
{
    /// <summary>See <see cref="Suppression.Select"/>.</summary>
    public static void Select(CandidateList candidates, in SuppressionParameters parameters, DetectionResult result)
    {
        result.Begin(result.FrameId, result.Time);
        ulong[] ranked = ArrayPool<ulong>.Shared.Rent(candidates.Count);
        int count = Rank(candidates.Items, parameters.ScoreThreshold, ranked, out int notNumbers);
        (result.CandidateCount, result.NonFinite) = (count, notNumbers);
        int looked = Math.Min(count, parameters.Looked);
        if (parameters.IsSoft)
            Soften(candidates, ranked.AsSpan(0, looked), parameters, result);
        else
            Keep(candidates, ranked.AsSpan(0, looked), parameters, result);
        ArrayPool<ulong>.Shared.Return(ranked);
    }

    // Places in the order of falling scores, of equal ones in their own; in the lower half of each number.
    private static int Rank(ReadOnlySpan<Candidate> items, float threshold, ulong[] ranked, out int notNumbers)
    {
        int count = 0;
        notNumbers = 0;
        for (int i = 0; i < items.Length; i++)
        {
            Box box = items[i].Box;
            float score = items[i].Score;
            if (float.IsFinite(score) && score < threshold)
                continue;
            if (!float.IsFinite(score) || !float.IsFinite(box.X) || !float.IsFinite(box.Y) || !float.IsFinite(box.Width) || !float.IsFinite(box.Height))
                notNumbers++;
            else if (box.Width > 0 && box.Height > 0)
                ranked[count++] = ((ulong)~Key(score) << 32) | (uint)i;
        }

        Array.Sort(ranked, 0, count);
        return count;
    }

    private static void Keep(CandidateList candidates, ReadOnlySpan<ulong> ranked, in SuppressionParameters parameters, DetectionResult result)
    {
        int[] kept = ArrayPool<int>.Shared.Rent(result.Layout.MaxDetections);
        for (int rank = 0; rank < ranked.Length && result.Count < result.Layout.MaxDetections; rank++)
        {
            int index = (int)(uint)ranked[rank];
            if (IsSuppressed(candidates.Items, index, kept.AsSpan(0, result.Count), parameters))
                continue;

            kept[result.Count] = index;
            Add(candidates, index, candidates.Items[index].Score, parameters.Mapping, result);
        }

        ArrayPool<int>.Shared.Return(kept);
    }

    private static void Soften(CandidateList candidates, ReadOnlySpan<ulong> ranked, in SuppressionParameters parameters, DetectionResult result)
    {
        float[] scores = ArrayPool<float>.Shared.Rent(ranked.Length);
        for (int rank = 0; rank < ranked.Length; rank++)
            scores[rank] = candidates.Items[(int)(uint)ranked[rank]].Score;
        while (result.Count < result.Layout.MaxDetections)
        {
            int best = -1;
            for (int rank = 0; rank < ranked.Length; rank++)
            {
                if (scores[rank] >= parameters.ScoreThreshold && (best < 0 || scores[rank] > scores[best]))
                    best = rank;
            }

            if (best < 0)
                break;
            int index = (int)(uint)ranked[best];
            Candidate taken = candidates.Items[index];
            Add(candidates, index, scores[best], parameters.Mapping, result);
            scores[best] = float.MinValue;
            for (int rank = 0; rank < ranked.Length; rank++)
            {
                Candidate other = candidates.Items[(int)(uint)ranked[rank]];
                if (scores[rank] >= parameters.ScoreThreshold && (!parameters.Options.PerClass || other.Class == taken.Class))
                    scores[rank] = SuppressionMath.Soften(scores[rank], SuppressionMath.Areas(taken.Box, other.Box), parameters.OverlapLimit, parameters.Sharpness);
            }
        }

        ArrayPool<float>.Shared.Return(scores);
    }

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
            if (rivals && SuppressionMath.IsBeyond(SuppressionMath.Areas(items[better].Box, items[index].Box), parameters.OverlapLimit))
                return true;
        }

        return false;
    }

    private static void Add(CandidateList candidates, int index, float score, in ImageMapping map, DetectionResult result)
    {
        Candidate candidate = candidates.Items[index];
        Box box = candidate.Box;
        var mapped = new Box(
            (box.X * map.ScaleX) + map.OffsetX, (box.Y * map.ScaleY) + map.OffsetY, box.Width * map.ScaleX, box.Height * map.ScaleY);
        var scale = new Vector2(map.ScaleX, map.ScaleY);
        var offset = new Vector2(map.OffsetX, map.OffsetY);
        Span<Vector2> target = result.Add(mapped, score, candidate.Class);
        for (int k = 0; k < target.Length; k++)
            target[k] = (candidates.Keypoints(index)[k] * scale) + offset;
    }
}
