using System;
using System.Numerics;

namespace Fovea.Vision.Tracking;

/// <summary>A thing that a <see cref="Tracker"/> follows.</summary>
/// <param name="Id">Its number, from 1; no other thing of the tracker's ever gets it.</param>
/// <param name="Class">The number of its class: the one that most sightings agree on, where the tracker does not tell classes apart.</param>
/// <param name="Category">The name of its class.</param>
/// <param name="Score">How sure the network was when it saw it last.</param>
/// <param name="Box">Where it is in the latest frame, in source pixels from the top left: filtered, or predicted while it is lost.</param>
/// <param name="Velocity">How its centre moves, in source pixels a second; x to the right, y down.</param>
/// <param name="State">How sure the tracker is of it.</param>
/// <param name="Hits">In how many frames it was seen.</param>
/// <param name="FirstSeen">The time of the first of them.</param>
/// <param name="LastSeen">The time of the last of them.</param>
/// <param name="Time">The time of the frame that <see cref="Box"/> belongs to.</param>
public readonly record struct Track(
    int Id, int Class, string Category, float Score, Box Box, Vector2 Velocity, TrackState State, int Hits, TimeSpan FirstSeen, TimeSpan LastSeen,
    TimeSpan Time)
{
    /// <summary>For how long it has been known: from when it was first seen to the latest frame.</summary>
    public TimeSpan Age => Time - FirstSeen;

    /// <summary>Where it should be at another time: results come later than the picture that is shown with them.</summary>
    /// <param name="time">The time, on the clock of the frames.</param>
    public Box BoxAt(TimeSpan time)
    {
        Vector2 way = Velocity * (float)(time - Time).TotalSeconds;
        return Box with { X = Box.X + way.X, Y = Box.Y + way.Y };
    }
}
