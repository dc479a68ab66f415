using System;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A rectangle on the ground that something takes up.</summary>
/// <param name="Middle">Its middle.</param>
/// <param name="Direction">Where its front is, of length 1.</param>
/// <param name="HalfLength">From its middle to its front, metres.</param>
/// <param name="HalfWidth">From its middle to its side, metres.</param>
internal readonly record struct GroundBox(PlanPoint Middle, PlanPoint Direction, double HalfLength, double HalfWidth)
{
    /// <summary>A corner: 1 or -1 for front or rear, and for right or left.</summary>
    public PlanPoint Corner(int front, int right) => Middle + (Direction * (front * HalfLength)) + (Direction.Right * (right * HalfWidth));

    /// <summary>Whether it shares ground with another: where no line along either's sides parts them (the separating axis theorem).</summary>
    public bool Overlaps(in GroundBox other)
    {
        PlanPoint between = other.Middle - Middle;
        double reach = HalfLength + HalfWidth + other.HalfLength + other.HalfWidth;
        return PlanPoint.Dot(between, between) < reach * reach
            && Meets(Direction, between, other) && Meets(Direction.Right, between, other)
            && Meets(other.Direction, between, other) && Meets(other.Direction.Right, between, other);
    }

    private bool Meets(PlanPoint axis, PlanPoint between, in GroundBox other) =>
        Math.Abs(PlanPoint.Dot(between, axis)) < Reach(axis) + other.Reach(axis);

    private double Reach(PlanPoint axis) =>
        (HalfLength * Math.Abs(PlanPoint.Dot(Direction, axis))) + (HalfWidth * Math.Abs(PlanPoint.Dot(Direction.Right, axis)));
}
