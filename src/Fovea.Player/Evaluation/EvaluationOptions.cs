using System.Collections.Generic;
using Fovea.Runtime;

namespace Fovea.Player.Evaluation;

/// <summary>What is evaluated, and how.</summary>
/// <param name="Model">The network's file.</param>
/// <param name="Data">Where the labelled pictures are.</param>
/// <param name="Backends">The names of one or two backends: <c>gl</c>, <c>onnxruntime</c>.</param>
/// <param name="Planning">How GL compute plans.</param>
/// <param name="Map">Which classes answer to which; see <see cref="Training.Data.ClassMatching.Of"/>.</param>
/// <param name="ScoreThreshold">The least score of a detection that counts.</param>
internal sealed record EvaluationOptions(
    string Model, string Data, IReadOnlyList<string> Backends, PlannerOptions Planning, IReadOnlyList<string> Map, double ScoreThreshold);
