using System.Collections.Generic;

namespace Fovea.Player.Evaluation;

/// <summary>How right a network is on labelled pictures.</summary>
/// <param name="Model">The network's file.</param>
/// <param name="Data">Where the pictures are.</param>
/// <param name="Task">What the network does.</param>
/// <param name="Pictures">How many pictures were looked at.</param>
/// <param name="Notes">What was left out or taken together; a sentence each.</param>
/// <param name="Backends">The measures on each backend.</param>
/// <param name="Differences">Pictures on which two backends differ; null with one backend.</param>
internal sealed record EvaluationReport(
    string Model, string Data, string Task, int Pictures, IReadOnlyList<string> Notes, IReadOnlyList<EvaluationSide> Backends,
    IReadOnlyList<PictureDifference>? Differences);
