using System;

namespace Fovea.Vision.Explain;

/// <summary>How much of a detection is left when a part of the picture is covered.</summary>
public static class DetectionSimilarity
{
    /// <summary>
    /// The best product of score and overlap among detections of the same class: as D-RISE compares them (Petsiuk et al., 2021), without the
    /// other classes' scores.
    /// </summary>
    /// <param name="target">The detection that is explained.</param>
    /// <param name="found">What is found now.</param>
    /// <returns>0 .. 1; 0 where nothing of that class overlaps it.</returns>
    public static double Of(in Detection target, DetectionResult found)
    {
        double best = 0;
        for (int i = 0; i < found.Count; i++)
        {
            Detection other = found[i];
            if (other.Class == target.Class)
                best = Math.Max(best, (double)other.Score * target.Box.IntersectionOverUnion(other.Box));
        }

        return best;
    }
}
