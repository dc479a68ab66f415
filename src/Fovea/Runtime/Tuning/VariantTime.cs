namespace Fovea.Runtime.Tuning;

/// <summary>What one variant took beside the default one, on all sites of a key together.</summary>
/// <param name="Name">The variant.</param>
/// <param name="DefaultMilliseconds">What the default variant took on the GPU in the runs made by turns with it, the median.</param>
/// <param name="Milliseconds">What this one took, the median.</param>
public sealed record VariantTime(string Name, double DefaultMilliseconds, double Milliseconds);
