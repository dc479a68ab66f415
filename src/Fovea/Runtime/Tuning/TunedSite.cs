using System;
using System.Collections.Generic;

namespace Fovea.Runtime.Tuning;

/// <summary>What the tuner found for one kind of site.</summary>
/// <param name="Key">The key of the sites.</param>
/// <param name="Node">The first of the nodes, for people.</param>
/// <param name="Count">How many sites of the network have this key.</param>
/// <param name="Default">The variant that is taken without tuning.</param>
/// <param name="Best">The variant to take; the same where no other was faster by more than chance.</param>
/// <param name="DefaultMilliseconds">What the default variant took on the GPU, on all these sites together.</param>
/// <param name="BestMilliseconds">What the best one took.</param>
public sealed record TunedSite(string Key, string Node, int Count, string Default, string Best, double DefaultMilliseconds, double BestMilliseconds)
{
    /// <summary>Every variant that was timed, in the order in which the site offers them, without the default one.</summary>
    public IReadOnlyList<VariantTime> Variants { get; init; } = Array.Empty<VariantTime>();
}
