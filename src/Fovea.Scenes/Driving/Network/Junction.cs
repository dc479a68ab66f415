using System.Collections.Generic;
using System.Linq;

namespace Fovea.Scenes.Driving.Network;

/// <summary>Where three or four roads meet at right angles.</summary>
internal sealed class Junction
{
    /// <summary>A junction.</summary>
    /// <param name="index">Its number in the network.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="isTown">Whether it has pavements and crossings.</param>
    public Junction(int index, PlanPoint center, bool isTown) => (Index, Center, IsTown) = (index, center, isTown);

    /// <summary>Its number in the network.</summary>
    public int Index { get; }

    /// <summary>Its middle.</summary>
    public PlanPoint Center { get; }

    /// <summary>Whether it has pavements and crossings.</summary>
    public bool IsTown { get; }

    /// <summary>The radius of its corners, metres.</summary>
    public double CornerRadius => IsTown ? 6 : 8;

    /// <summary>From its middle to where its corners end and roads begin, metres.</summary>
    public double Corner => (IsTown ? Road.Street : Road.Highway).RightEdge + CornerRadius;

    /// <summary>From its middle to where vehicles stop, metres.</summary>
    public double StopLine => Corner + (IsTown ? 5 : 6);

    /// <summary>Its arms, clockwise from the north.</summary>
    public List<JunctionArm> Arms { get; } = [];

    /// <summary>The ways through it.</summary>
    public List<Lane> Connectors { get; } = [];

    /// <summary>Its traffic lights; null for none.</summary>
    public TrafficSignal? Signal { get; set; }

    /// <summary>The arm of a side; made when it is first asked for.</summary>
    public JunctionArm Arm(int side)
    {
        if (Find(side) is { } found)
            return found;
        var made = new JunctionArm(this, side);
        Arms.Add(made);
        Arms.Sort((a, b) => a.Side - b.Side);
        return made;
    }

    /// <summary>The arm of a side; null for none.</summary>
    public JunctionArm? Find(int side) => Arms.FirstOrDefault(a => a.Side == (side & 3));
}
