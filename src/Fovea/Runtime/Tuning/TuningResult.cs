using System.Collections.Generic;

namespace Fovea.Runtime.Tuning;

/// <summary>What tuning a network came to.</summary>
/// <param name="Sites">Every kind of site that offers a choice.</param>
/// <param name="DefaultMilliseconds">A run on the GPU with the default kernels, the median.</param>
/// <param name="TunedMilliseconds">A run with the kernels found, measured by turns with the default ones; the same where none was changed.</param>
/// <param name="IsKept">
/// Whether the kernels found are used from now on. They are not where the whole network was no faster with them, or where there was nothing
/// to choose.
/// </param>
public sealed record TuningResult(IReadOnlyList<TunedSite> Sites, double DefaultMilliseconds, double TunedMilliseconds, bool IsKept);
