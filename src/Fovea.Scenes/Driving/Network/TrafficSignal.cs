using System;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A junction's traffic lights: opposite arms have green together, one pair after the other, at fixed times.</summary>
/// <param name="green">Seconds of green for each pair.</param>
internal sealed class TrafficSignal(double green)
{
    private const double YellowSeconds = 3, ClearSeconds = 2, RedYellowSeconds = 1;

    /// <summary>Seconds until all begins anew.</summary>
    public double Cycle => 2 * Half;

    private double Half => green + YellowSeconds + ClearSeconds;

    /// <summary>What an arm's light shows.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="time">Seconds.</param>
    public SignalState StateOf(JunctionArm arm, double time)
    {
        double at = Phase(arm, time);
        return at < green ? SignalState.Green
            : at < green + YellowSeconds ? SignalState.Yellow
            : at < Cycle - RedYellowSeconds ? SignalState.Red : SignalState.RedYellow;
    }

    /// <summary>Seconds until an arm has green again; 0 while it has green or yellow, when nobody may walk across it.</summary>
    /// <inheritdoc cref="StateOf"/>
    public double WalkingTime(JunctionArm arm, double time)
    {
        double at = Phase(arm, time);
        return at < green + YellowSeconds ? 0 : Cycle - at;
    }

    private double Phase(JunctionArm arm, double time)
    {
        double at = time + ((arm.Side & 1) == 0 ? 0 : Half);
        return at - (Cycle * Math.Floor(at / Cycle));
    }
}
