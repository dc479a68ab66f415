using Fovea.Vision;

namespace Fovea.Training.Metrics;

/// <summary>An object that a network found.</summary>
/// <param name="Box">Where, in pixels from the picture's top left.</param>
/// <param name="Class">The number of its class, from 0.</param>
/// <param name="Score">How sure the network is; only the order of scores matters.</param>
public readonly record struct ScoredBox(Box Box, int Class, float Score);
