using System.Collections.Generic;

namespace Fovea.Player.Worlds;

/// <summary>What <c>fovea bench --scene</c> measured.</summary>
/// <param name="Scene">The scene's name.</param>
/// <param name="Device">What drew it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Ways">Each way of making frames.</param>
/// <param name="Stages">Where the time of a frame goes.</param>
internal sealed record SceneBenchReport(
    string Scene, string Device, int Width, int Height, IReadOnlyList<SceneBenchWay> Ways, IReadOnlyList<SceneBenchStage> Stages);
