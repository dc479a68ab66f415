using System.Collections.Generic;

namespace Fovea.Player.Evaluation;

/// <summary>How right a network is on one backend.</summary>
/// <param name="Backend">The backend's name.</param>
/// <param name="Device">What computes.</param>
/// <param name="Metrics">The measures by name, 0 .. 1; null where nothing that counts was labelled.</param>
/// <param name="Classes">The measure of each class.</param>
/// <param name="NotFinite">Pictures for which the network gave numbers that are none.</param>
/// <param name="MedianMs">The median time of a picture, from pixels in memory to the result, in milliseconds.</param>
internal sealed record EvaluationSide(
    string Backend, string Device, IReadOnlyDictionary<string, double?> Metrics, IReadOnlyDictionary<string, double?> Classes, int NotFinite, double MedianMs);
