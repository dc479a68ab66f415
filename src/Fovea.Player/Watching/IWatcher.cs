using System;
using System.Collections.Generic;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Watching;

/// <summary>Somebody who watches the frames of a scene, as a network does wherever it runs, and what is shown of that. No call waits.</summary>
internal interface IWatcher : IDisposable
{
    /// <summary>What results and figures call it; empty where it is the only one.</summary>
    string Name { get; }

    /// <summary>Frames a second that it looks at, at most; null for all it can.</summary>
    double? Rate { get; }

    /// <summary>Whether it is a network, whose stages are measured.</summary>
    bool IsNetwork { get; }

    /// <summary>Whether it is to be shown frames at all.</summary>
    bool IsOn => true;

    /// <summary>Whether a frame is under way.</summary>
    bool IsBusy { get; }

    /// <summary>The number of the frame whose result has arrived last; -1 before the first.</summary>
    long LatestFrame { get; }

    /// <summary>How many of its numbers were NaN or infinite in that frame.</summary>
    int NonFinite { get; }

    /// <summary>Frames whose results can be drawn.</summary>
    long Finished { get; }

    /// <summary>Begins with a frame, which stays as it is until it is finished.</summary>
    void Submit(FrameSlot slot);

    /// <summary>Goes on with what is under way.</summary>
    /// <returns>True when a result has arrived.</returns>
    bool Update();

    /// <summary>What the latest result says, as a line of results.</summary>
    FrameRecord Describe(string source);

    /// <summary>What the latest result says, for the table at the end: what was found, and how often.</summary>
    IEnumerable<(string Category, int Count)> Found();

    /// <summary>What it draws.</summary>
    DrawLayer Layer { get; }

    /// <summary>Draws into the bound framebuffer what was seen in the frame that was finished last.</summary>
    void Draw(in OverlayTarget target, DrawSettings settings);
}
