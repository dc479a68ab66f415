namespace Fovea.Player.Worlds;

/// <summary>How fast frames are made in one way.</summary>
/// <param name="Name">The way.</param>
/// <param name="Frames">How many were measured.</param>
/// <param name="FramesPerSecond">All of them over all of the time.</param>
/// <param name="MegabytesBefore">The process's memory after the first tenth of them, MiB.</param>
/// <param name="MegabytesAfter">The same at the end.</param>
internal sealed record SceneBenchWay(string Name, int Frames, double FramesPerSecond, double MegabytesBefore, double MegabytesAfter);
