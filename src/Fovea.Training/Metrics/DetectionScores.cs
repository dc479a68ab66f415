using System.Collections.Generic;

namespace Fovea.Training.Metrics;

/// <summary>COCO's twelve numbers and the average precision of each class, 0 .. 1; null where no object of that kind is labelled.</summary>
public sealed record DetectionScores
{
    /// <summary>Average precision: the mean over classes and over overlaps of 0.50, 0.55, ... 0.95.</summary>
    public double? Ap { get; init; }

    /// <summary>Average precision where half of the union must be shared: PASCAL VOC's measure.</summary>
    public double? Ap50 { get; init; }

    /// <summary>Average precision where three quarters of the union must be shared.</summary>
    public double? Ap75 { get; init; }

    /// <summary><see cref="Ap"/> of objects up to 32 x 32 pixels.</summary>
    public double? ApSmall { get; init; }

    /// <summary><see cref="Ap"/> of objects from 32 x 32 to 96 x 96 pixels.</summary>
    public double? ApMedium { get; init; }

    /// <summary><see cref="Ap"/> of objects from 96 x 96 pixels.</summary>
    public double? ApLarge { get; init; }

    /// <summary>Average recall: the share of objects that the best detection of each class in each picture finds.</summary>
    public double? Ar1 { get; init; }

    /// <summary>Average recall of the ten best detections of each class in each picture.</summary>
    public double? Ar10 { get; init; }

    /// <summary>Average recall of the hundred best detections of each class in each picture.</summary>
    public double? Ar100 { get; init; }

    /// <summary><see cref="Ar100"/> of small objects.</summary>
    public double? ArSmall { get; init; }

    /// <summary><see cref="Ar100"/> of medium objects.</summary>
    public double? ArMedium { get; init; }

    /// <summary><see cref="Ar100"/> of large objects.</summary>
    public double? ArLarge { get; init; }

    /// <summary><see cref="Ap"/> of each class.</summary>
    public IReadOnlyList<double?> ApOfClass { get; init; } = System.Array.Empty<double?>();
}
