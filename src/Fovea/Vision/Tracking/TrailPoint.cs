using System;
using System.Numerics;

namespace Fovea.Vision.Tracking;

/// <summary>Where the centre of a thing was at a time.</summary>
/// <param name="Position">In source pixels from the top left.</param>
/// <param name="Time">The time of the frame.</param>
public readonly record struct TrailPoint(Vector2 Position, TimeSpan Time);
