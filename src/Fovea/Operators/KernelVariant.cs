using System;

namespace Fovea.Operators;

/// <summary>
/// One of several ways to compute a node on the device at hand. All give the same result but for rounding; which is fastest depends on the
/// sizes and the device.
/// </summary>
public sealed class KernelVariant
{
    /// <summary>Creates a variant.</summary>
    /// <param name="name">What it is called in profiles and in <see cref="KernelSite.Variants"/>, as <c>pointwise 8x16 by 8x1</c>: no other of its node has this name.</param>
    /// <param name="dispatch">Adds its dispatches to the plan.</param>
    public KernelVariant(string name, Action dispatch)
    {
        Name = name;
        Dispatch = dispatch;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Adds its dispatches to the plan.</summary>
    public Action Dispatch { get; }
}
