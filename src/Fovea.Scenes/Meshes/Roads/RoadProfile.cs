namespace Fovea.Scenes.Meshes.Roads;

/// <summary>A road's cross-section: metres. Traffic keeps to the right.</summary>
public sealed record RoadProfile
{
    /// <summary>How wide a lane is.</summary>
    public double LaneWidth { get; init; } = 3.5;

    /// <summary>Lanes in the spline's direction, right of its middle.</summary>
    public int LanesForward { get; init; } = 1;

    /// <summary>Lanes against it, left of its middle; 0 for a one-way road.</summary>
    public int LanesBackward { get; init; } = 1;

    /// <summary>From the outermost lane to the edge of the carriageway, on each side.</summary>
    public double Shoulder { get; init; } = 0.3;

    /// <summary>How wide the kerbs are; 0 for a road without.</summary>
    public double KerbWidth { get; init; } = 0.15;

    /// <summary>How high kerbs and pavements are.</summary>
    public double KerbHeight { get; init; } = 0.12;

    /// <summary>How wide each pavement is; 0 for a road without.</summary>
    public double PavementWidth { get; init; } = 2.2;

    /// <summary>How wide a painted line is.</summary>
    public double LineWidth { get; init; } = 0.12;

    /// <summary>How far markings lie above the carriageway. Less, and they flicker in the distance.</summary>
    public double MarkingLift { get; init; } = 0.01;

    /// <summary>A painted dash of a broken line.</summary>
    public double Dash { get; init; } = 3;

    /// <summary>The gap after it.</summary>
    public double Gap { get; init; } = 6;

    /// <summary>The greatest distance between two sections of the meshes.</summary>
    public double Step { get; init; } = 8;

    /// <summary>From the middle line to the right edge of the carriageway.</summary>
    public double RightEdge => (LanesForward * LaneWidth) + Shoulder;

    /// <summary>From the middle line to the left edge of the carriageway; negative.</summary>
    public double LeftEdge => -((LanesBackward * LaneWidth) + Shoulder);

    /// <summary>From the middle line to the outer edge of the right pavement.</summary>
    public double RightOutside => RightEdge + KerbWidth + PavementWidth;

    /// <summary>From the middle line to the outer edge of the left pavement; negative.</summary>
    public double LeftOutside => LeftEdge - KerbWidth - PavementWidth;

    /// <summary>The middle of a lane, metres to the right of the spline.</summary>
    /// <param name="lane">0 .. <see cref="LanesForward"/>-1 from the middle line to the right; -1 .. -<see cref="LanesBackward"/> to the left.</param>
    public double LaneCenter(int lane) => (lane + 0.5) * LaneWidth;
}
