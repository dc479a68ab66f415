using System.Numerics;
using Fovea.Scenes.Driving.Network;

namespace Fovea.Scenes.Driving.Town;

/// <summary>A traffic light on its pole.</summary>
/// <param name="Arm">The arm whose traffic it is for.</param>
/// <param name="Place">Where it stands, metres.</param>
/// <param name="Rotation">How it is turned.</param>
internal sealed record SignalHead(JunctionArm Arm, Vector3 Place, Quaternion Rotation);
