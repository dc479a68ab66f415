using System.Collections.Generic;

namespace Fovea.Tests.Operators;

/// <summary>A node that must be refused before anything runs.</summary>
/// <param name="Bad">The node.</param>
/// <param name="Named">What the message must name besides node and operator: the things that disagree.</param>
internal sealed record Refusal(OperatorCase Bad, IReadOnlyList<string> Named);
