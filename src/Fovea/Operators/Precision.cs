namespace Fovea.Operators;

/// <summary>How vectors of packed maps and weights are stored on the GPU. All arithmetic is in 32 bits whatever this says.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Single,

    /// <summary>IEEE 754 binary16: half the memory and traffic, 11 bits of mantissa; values beyond ±65504 become ±65504.</summary>
    Half,
}
