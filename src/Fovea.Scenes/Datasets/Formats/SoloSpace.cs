using System.Numerics;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>
/// Our spaces as Unity's, which are left-handed with y up and z forward: the world by turning z round, a camera's (x right, y down, z forward) by
/// turning y round, an object's own (z back) by turning z round.
/// </summary>
internal static class SoloSpace
{
    /// <summary>A place in the world.</summary>
    public static Vector3 World(Vector3 place) => new(place.X, place.Y, -place.Z);

    /// <summary>How a camera or an object stands in the world. With Z = diag(1, 1, -1) it is Z R Z, a turn the other way round about the mirrored axis.</summary>
    public static Quaternion World(Quaternion rotation) => new(-rotation.X, -rotation.Y, rotation.Z, rotation.W);

    /// <summary>A place in a camera's space.</summary>
    public static Vector3 Camera(Vector3 place) => new(place.X, -place.Y, place.Z);

    /// <summary>How an object stands in a camera's space.</summary>
    /// <remarks>With Y = diag(1, -1, 1) it is Y R Z. Y is Z after half a turn about x, so it is Z (H R) Z with that half turn H = (1, 0, 0, 0).</remarks>
    public static Quaternion Camera(Quaternion rotation) => World(new Quaternion(rotation.W, -rotation.Z, rotation.Y, -rotation.X));
}
