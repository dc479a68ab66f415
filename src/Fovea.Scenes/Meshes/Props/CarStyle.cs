using System.Numerics;

namespace Fovea.Scenes.Meshes.Props;

/// <summary>The proportions of a kind of car, metres; distances from the front bumper.</summary>
/// <param name="Length">Bumper to bumper.</param>
/// <param name="Width">Without mirrors.</param>
/// <param name="Height">From the ground to the roof.</param>
/// <param name="FrontAxle">Where it is.</param>
/// <param name="RearAxle">Where it is.</param>
/// <param name="WheelRadius">The tyres'.</param>
/// <param name="Belt">The height of the windows' lower edge.</param>
/// <param name="Nose">The height of the bonnet's front edge.</param>
/// <param name="Cabin">Where the windscreen begins, the roof begins, the roof ends, and the rear window ends.</param>
/// <param name="Windows">Panes on each side.</param>
internal sealed record CarStyle(
    float Length, float Width, float Height, float FrontAxle, float RearAxle, float WheelRadius, float Belt, float Nose, Vector4 Cabin, int Windows)
{
    public static readonly CarStyle Hatchback = new(4.05f, 1.76f, 1.47f, 0.82f, 3.38f, 0.31f, 0.93f, 0.72f, new(1.05f, 1.80f, 3.45f, 3.92f), 2);
    public static readonly CarStyle Saloon = new(4.72f, 1.83f, 1.45f, 0.92f, 3.72f, 0.33f, 0.93f, 0.70f, new(1.32f, 2.10f, 3.32f, 4.10f), 2);
    public static readonly CarStyle Van = new(4.95f, 1.96f, 1.97f, 0.90f, 3.95f, 0.34f, 1.08f, 0.86f, new(0.78f, 1.55f, 4.78f, 4.90f), 3);
    public static readonly CarStyle Pickup = new(5.30f, 1.90f, 1.80f, 0.95f, 4.10f, 0.38f, 1.12f, 0.95f, new(1.40f, 2.05f, 3.20f, 3.40f), 2);
}
