using System;
using System.Numerics;

namespace Fovea.Scenes.Gltf;

/// <summary>What the extension KHR_texture_transform does to texture coordinates: scale, then rotation, then offset.</summary>
/// <param name="Offset">Added last.</param>
/// <param name="Rotation">Radians, counter-clockwise about the picture's top left corner.</param>
/// <param name="Scale">Multiplied first.</param>
/// <param name="Set">Which texture coordinates are meant.</param>
internal sealed record GltfTextureTransform(Vector2 Offset, float Rotation, Vector2 Scale, int Set)
{
    public static GltfTextureTransform None { get; } = new(Vector2.Zero, 0, Vector2.One, 0);

    /// <summary>Reads it from a material's reference to a texture.</summary>
    public static GltfTextureTransform Of(GltfValue info)
    {
        var set = (int)info.Whole("texCoord", 1000, 0);
        if (info.Find("extensions")?.Find("KHR_texture_transform") is not { } json)
            return None with { Set = set };
        float[] offset = json.Numbers("offset", 2) ?? [0, 0], scale = json.Numbers("scale", 2) ?? [1, 1];
        return new GltfTextureTransform(
            new Vector2(offset[0], offset[1]), json.Number("rotation", 0), new Vector2(scale[0], scale[1]), (int)json.Whole("texCoord", 1000, set));
    }

    public Vector2 Apply(Vector2 point)
    {
        (float sin, float cos) = MathF.SinCos(Rotation);
        Vector2 p = point * Scale;
        return new Vector2((cos * p.X) + (sin * p.Y), (cos * p.Y) - (sin * p.X)) + Offset;
    }
}
