namespace Fovea.Player.Worlds;

/// <summary>One stage of a frame; milliseconds of the GPU's clock, or of the processor's for what runs there.</summary>
/// <param name="Name">The stage.</param>
/// <param name="MedianMs">Half of the frames took less.</param>
/// <param name="P10Ms">A tenth took less.</param>
/// <param name="P90Ms">Nine tenths took less.</param>
internal sealed record SceneBenchStage(string Name, double MedianMs, double P10Ms, double P90Ms);
