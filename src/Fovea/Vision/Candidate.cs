namespace Fovea.Vision;

/// <summary>What a decoder proposes before overlapping proposals are suppressed.</summary>
/// <param name="Box">Where: in 0 .. 1 across the network's input, the origin at its top left.</param>
/// <param name="Score">How sure, usually 0 .. 1.</param>
/// <param name="Class">The number of its class.</param>
public readonly record struct Candidate(Box Box, float Score, int Class)
{
    /// <summary>Bytes that one takes in a <see cref="CandidateBuffer"/>.</summary>
    public const int GpuBytes = 32;
}
