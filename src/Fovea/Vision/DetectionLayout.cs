using System;

namespace Fovea.Vision;

/// <summary>Where things lie in a buffer of detections: the one that <see cref="Suppression"/> writes and an overlay draws from.</summary>
/// <remarks>
/// A header of sixteen 32-bit words: the count of detections, the count of candidates above the threshold, keypoints of each, the count of
/// candidates that are no numbers; then the arguments of three indirect draws of four words each (vertices, instances, first vertex, 0):
/// boxes, labels, keypoints. Then a record of eight floats for each detection, best first: left, top, width, height in source pixels, score,
/// class, and two unused. Then the keypoints of all detections, x and y in source pixels.
/// </remarks>
public sealed class DetectionLayout
{
    /// <summary>The most detections that any layout has room for; it is bounded by the memory that a work group shares.</summary>
    public const int Largest = 512;

    internal const int HeaderBytes = 64;
    internal const int RecordBytes = 32;
    internal const int KeypointBytes = 8;
    internal const int BoxArguments = 16;
    internal const int LabelArguments = 32;
    internal const int KeypointArguments = 48;

    // Vertices of a triangle strip: a frame of eight corners, closed; a quad.
    internal const int BoxVertices = 10;
    internal const int QuadVertices = 4;

    /// <summary>The layout for a number of detections.</summary>
    /// <param name="maxDetections">The most detections, 1 to <see cref="Largest"/>.</param>
    /// <param name="keypointCount">Keypoints of each.</param>
    public DetectionLayout(int maxDetections, int keypointCount)
    {
        if (maxDetections is < 1 or > Largest)
            throw new ArgumentOutOfRangeException(nameof(maxDetections), maxDetections, $"There is room for 1 to {Largest} detections.");

        if (keypointCount < 0)
            throw new ArgumentOutOfRangeException(nameof(keypointCount), keypointCount, "A detection cannot have fewer than no keypoints.");

        MaxDetections = maxDetections;
        KeypointCount = keypointCount;
    }

    /// <summary>The most detections.</summary>
    public int MaxDetections { get; }

    /// <summary>Keypoints of each detection.</summary>
    public int KeypointCount { get; }

    /// <summary>Bytes of all.</summary>
    public int Bytes => KeypointsOffset + (MaxDetections * KeypointCount * KeypointBytes);

    internal int KeypointsOffset => HeaderBytes + (MaxDetections * RecordBytes);
}
