using System.Collections.Generic;

namespace Fovea.Training.Metrics;

/// <summary>How well one class is found, at each of the ten overlaps.</summary>
/// <param name="Precision">The mean precision over 101 points of recall; null where no object counts.</param>
/// <param name="Recall">The share of objects that are found at all; null where no object counts.</param>
internal sealed record ClassCurve(IReadOnlyList<double>? Precision, IReadOnlyList<double>? Recall);
