using System;
using System.Collections.Generic;

namespace Fovea.Scenes.Rendering;

/// <summary>All that a renderer needs to know to draw one frame; filled anew for each, so that nothing is allocated once it has grown.</summary>
public sealed class RenderFrame
{
    /// <summary>The number of the frame; with <see cref="Seed"/> it decides the sensor's noise.</summary>
    public long Index { get; set; }

    /// <summary>
    /// The number of the run of frames that this one belongs to, in which things move on steadily; with <see cref="Seed"/> and
    /// <see cref="Time"/> it decides where raindrops and snowflakes are.
    /// </summary>
    public long Episode { get; set; }

    /// <summary>What everything random was drawn from.</summary>
    public ulong Seed { get; set; }

    /// <summary>The world's time.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>What is drawn.</summary>
    public List<DrawItem> Items { get; } = new();

    /// <summary>Lights besides sun and sky.</summary>
    public List<PointLight> Lights { get; } = new();

    /// <summary>The labelled objects among what is drawn, by growing number.</summary>
    public List<LabelledInstance> Instances { get; } = new();

    /// <summary>Where it is seen from.</summary>
    public CameraView Camera { get; set; } = new();

    /// <summary>Sun, sky, air and weather.</summary>
    public RenderEnvironment Environment { get; set; } = new();

    /// <summary>Forgets what was in it.</summary>
    public void Clear()
    {
        Items.Clear();
        Lights.Clear();
        Instances.Clear();
    }
}
