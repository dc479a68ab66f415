using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Driving.Town;

/// <summary>Puts up traffic lights and signs at the arms of junctions.</summary>
/// <param name="props">Where signs are added.</param>
internal sealed class Signs(PropSet props)
{
    /// <summary>The traffic lights so far.</summary>
    public List<SignalHead> Signals { get; } = [];

    /// <summary>Adds what an arm has.</summary>
    public void Add(JunctionArm arm)
    {
        Junction junction = arm.Junction;
        double edge = (junction.IsTown ? Road.Street : Road.Highway).RightEdge + (junction.IsTown ? 0.45 : 1.1);
        double height = junction.IsTown ? Road.Street.KerbHeight : -0.04;
        // Who comes in sees signs at his right, which is the left of who leaves.
        if (junction.Signal is not null)
        {
            Head(arm.At(junction.StopLine - 0.4, -edge));
            // And once more on the far side.
            if (junction.Find(arm.Side + 2) is not null)
                Head(arm.At(-junction.Corner - 1, -edge));
        }
        else
        {
            Sign(TownModels.Sign(arm.GivesWay ? "yield" : "priority"), arm.At(junction.StopLine + (arm.GivesWay ? 0.3 : 9), -edge), arm.Direction, height);
            if (arm.Crossing is { } crossing)
                Sign(TownModels.Sign("crossing"), arm.At(crossing.Middle + (Crossing.Width / 2) + 0.4, -edge), arm.Direction, height);
        }

        // Who leaves sees signs at his right too, and they look back to the junction.
        PlanPoint back = arm.Direction * -1;
        if (!arm.Road.IsStreet && junction.IsTown)
        {
            double away = (arm.IsStart ? arm.Road.StreetFrom : arm.Road.StreetTo) + junction.Corner;
            Sign(TownModels.Sign("speed-limit", 70), arm.At(away + 1, Road.Highway.RightEdge + 1.2), back, -0.04);
            Sign(TownModels.Sign("speed-limit", 50), arm.At(away + 1, -(Road.Highway.RightEdge + 1.2)), arm.Direction, -0.04);
        }
        else if (arm.Road.IsStreet)
        {
            Sign(TownModels.Sign("parking"), arm.At(junction.StopLine + 6, edge), back, height);
        }

        void Head(PlanPoint place)
        {
            props.Add("pole", TownModels.SignalPole, place, arm.Direction, 1, null, null, height);
            Signals.Add(new SignalHead(
                arm, new Vector3((float)place.X, (float)height, (float)place.Z), Rotations.Heading(new Vector3((float)arm.Direction.X, 0, (float)arm.Direction.Z))));
        }
    }

    private void Sign((Model Pole, Model Top) sign, PlanPoint place, PlanPoint direction, double height)
    {
        props.Add("pole", sign.Pole, place, direction, 1, null, null, height);
        props.Add("traffic sign", sign.Top, place, direction, 1, null, null, height);
    }
}
