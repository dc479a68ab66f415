using System;

namespace Fovea.Operators;

/// <summary>What an operator's <see cref="Elementwise.Epilogue"/> may be, beside functions of the result and single numbers.</summary>
[Flags]
public enum EpilogueTraits
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>It may read one tensor of the result's shape.</summary>
    Operand = 1,

    /// <summary>It may read constants of one number a channel, which the kernel keeps beside its weights.</summary>
    Channels = 2,

    /// <summary>There is one only where the result can be packed. Channels are then the second axis, and else the last one.</summary>
    Packed = 4,
}
