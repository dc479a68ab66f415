using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>What differs between the instances of a mesh, as shaders/scenes/mesh.vert reads it: 128 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InstanceRecord
{
    /// <summary>Bytes.</summary>
    public const int Size = 128;

    /// <summary>Attributes of four floats, before one of four words.</summary>
    public const int Floats = 7;

    /// <summary>Columns of the matrix to the world, less the camera's position: their products with (x, y, z, 1) are the coordinates.</summary>
    public Vector4 WorldX, WorldY, WorldZ;

    /// <summary>The same one step later, less the position that the camera has then.</summary>
    public Vector4 NextX, NextY, NextZ;

    /// <summary>The material's emission, sRGB-encoded times strength, and the size of its pattern.</summary>
    public Vector4 Emission;

    /// <summary>Class and object.</summary>
    public uint Identity;

    /// <summary>The material's base colour, four bytes.</summary>
    public uint BaseColor;

    /// <summary>The pattern's colour, three bytes, and which it is.</summary>
    public uint Pattern;

    /// <summary>From the lowest byte: metallic, roughness, alpha cutoff, and bits: 1 that metallic counts, 2 that roughness does.</summary>
    public uint Surface;

    /// <summary>Where the instance is and what it looks like, relative to a camera.</summary>
    public static void Write(ref InstanceRecord record, in DrawItem item, Vector3 camera, Vector3 nextCamera)
    {
        ref readonly Matrix4x4 now = ref item.World;
        ref readonly Matrix4x4 next = ref item.NextWorld;
        record.WorldX = new Vector4(now.M11, now.M21, now.M31, now.M41 - camera.X);
        record.WorldY = new Vector4(now.M12, now.M22, now.M32, now.M42 - camera.Y);
        record.WorldZ = new Vector4(now.M13, now.M23, now.M33, now.M43 - camera.Z);
        record.NextX = new Vector4(next.M11, next.M21, next.M31, next.M41 - nextCamera.X);
        record.NextY = new Vector4(next.M12, next.M22, next.M32, next.M42 - nextCamera.Y);
        record.NextZ = new Vector4(next.M13, next.M23, next.M33, next.M43 - nextCamera.Z);
        Material material = item.Material;
        record.Emission = new Vector4(material.Emission, MathF.Max(material.PatternSize, 1e-4f));
        record.Identity = item.ClassId | (item.InstanceId << 8);
        Vector4 color = material.BaseColor;
        record.BaseColor = SurfaceBytes.Color(color.X, color.Y, color.Z, color.W);
        Vector3 second = material.PatternColor;
        record.Pattern = (SurfaceBytes.Color(second) & 0xffffff) | ((uint)material.Pattern << 24);
        uint bits = (material.Metallic is null ? 0u : 1) | (material.Roughness is null ? 0u : 2);
        record.Surface = (SurfaceBytes.Color(material.Metallic ?? 0, material.Roughness ?? 0, material.AlphaCutoff ?? 0) & 0xffffff) | (bits << 24);
    }
}
