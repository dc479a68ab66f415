using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Driving.Town;

/// <summary>Something that always stands at one place in a town.</summary>
/// <param name="Class">The class of its pixels.</param>
/// <param name="Day">What it looks like by day.</param>
/// <param name="Night">What it looks like by night, its lights on.</param>
/// <param name="Place">Where it stands, metres.</param>
/// <param name="Rotation">How it is turned.</param>
/// <param name="Scale">Its size; a negative one mirrors it.</param>
/// <param name="Color">What its colour is multiplied by, sRGB-encoded; null for nothing.</param>
internal sealed record Prop(string Class, Model Day, Model Night, Vector3 Place, Quaternion Rotation, Vector3 Scale, Vector3? Color)
{
    /// <summary>What it looks like from afar; null for nothing at all.</summary>
    public Model? Far { get; init; }

    /// <summary>From how far on, metres; null where it always looks the same.</summary>
    public float? FarFrom { get; init; }
}
