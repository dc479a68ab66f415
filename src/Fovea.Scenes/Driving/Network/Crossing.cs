namespace Fovea.Scenes.Driving.Network;

/// <summary>A place where people cross an arm of a junction.</summary>
/// <param name="index">Its number in the network.</param>
/// <param name="arm">The arm.</param>
internal sealed class Crossing(int index, JunctionArm arm)
{
    /// <summary>How wide it is along the road, metres.</summary>
    public const double Width = 3.4;

    /// <summary>Its number in the network.</summary>
    public int Index { get; } = index;

    /// <summary>The arm.</summary>
    public JunctionArm Arm { get; } = arm;

    /// <summary>From the junction's middle to its own, metres.</summary>
    public double Middle => Arm.Junction.Corner + 0.6 + (Width / 2);
}
