using System.Collections.Generic;

namespace Fovea.Player.Networks;

/// <summary>What <c>fovea bench</c> measured.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Inputs">The inputs with their shapes, as texts.</param>
/// <param name="Runs">How many runs were measured on each backend.</param>
/// <param name="Notes">What was assumed.</param>
/// <param name="Backends">The backends.</param>
/// <param name="Profile">Where the time goes on GL compute, if that was asked for.</param>
internal sealed record BenchReport(
    string Model, IReadOnlyList<string> Inputs, int Runs, IReadOnlyList<string> Notes, IReadOnlyList<BenchSide> Backends, NetworkProfile? Profile = null);
