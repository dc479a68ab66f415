using System;
using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>The four bytes with which a vertex says how it takes light, and colours as four bytes.</summary>
/// <remarks>
/// From the lowest byte: metallic, roughness, emission (times the base colour), and tint: how much of <see cref="Material.BaseColor"/>
/// multiplies the vertex's colour. A car is then one mesh of one draw, whose paint takes the instance's colour while its tyres do not.
/// </remarks>
public static class SurfaceBytes
{
    /// <summary>Packs; every value is 0..1.</summary>
    public static uint Pack(float metallic, float roughness, float emission = 0, float tint = 1) =>
        Byte(metallic) | (Byte(roughness) << 8) | (Byte(emission) << 16) | (Byte(tint) << 24);

    /// <summary>An sRGB-encoded colour of 0..1 as four bytes, red lowest.</summary>
    public static uint Color(float red, float green, float blue, float alpha = 1) =>
        Byte(red) | (Byte(green) << 8) | (Byte(blue) << 16) | (Byte(alpha) << 24);

    /// <summary>An sRGB-encoded colour of 0..1 as four bytes, red lowest.</summary>
    public static uint Color(Vector3 srgb) => Color(srgb.X, srgb.Y, srgb.Z);

    private static uint Byte(float value) => (uint)MathF.Floor((Math.Clamp(value, 0f, 1f) * 255f) + 0.5f);
}
