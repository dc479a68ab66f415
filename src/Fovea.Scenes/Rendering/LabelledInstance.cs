using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>An object that is labelled as one, for one frame.</summary>
/// <param name="InstanceId">The number that its draw items carry.</param>
/// <param name="ClassId">Its class.</param>
/// <param name="Name">Its entity's name.</param>
/// <param name="World">From its own space to the world.</param>
/// <param name="LocalBounds">The box around all its meshes in its own space, which as <paramref name="World"/> places it is its 3-D box.</param>
/// <param name="Keypoints">Labelled points in its own space; null for none.</param>
public readonly record struct LabelledInstance(
    uint InstanceId, byte ClassId, string Name, Matrix4x4 World, Bounds LocalBounds, IReadOnlyList<Vector3>? Keypoints);
