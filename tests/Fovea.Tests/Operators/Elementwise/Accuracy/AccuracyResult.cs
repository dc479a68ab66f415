namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>The largest error that was found.</summary>
/// <param name="Ulps">In units in the last place; infinite where NaN is not where it should be.</param>
/// <param name="Where">The arguments, what came of them and what should have; empty where nothing is off.</param>
internal readonly record struct AccuracyResult(double Ulps, string Where);
