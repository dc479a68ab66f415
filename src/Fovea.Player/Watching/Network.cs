using Fovea.Player.Networks;
using Fovea.Vision.Cards;

namespace Fovea.Player.Watching;

/// <summary>A network that watches, before it is loaded.</summary>
/// <param name="Name">What results and figures call it; empty where it is the only one.</param>
/// <param name="File">The network.</param>
/// <param name="Rate">Frames a second that it looks at, at most; null for all it can.</param>
/// <param name="Track">Whether objects are followed from frame to frame.</param>
internal sealed record Network(string Name, NetworkFile File, double? Rate = null, bool Track = false)
{
    /// <summary>How to use it.</summary>
    public ModelCard Card => File.Card;
}
