using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>A mesh somewhere in the world, for one frame.</summary>
public struct DrawItem
{
    /// <summary>The triangles.</summary>
    public MeshData Mesh;

    /// <summary>How they take light.</summary>
    public Material Material;

    /// <summary>From the mesh's space to the world now; row vectors, as in System.Numerics.</summary>
    public Matrix4x4 World;

    /// <summary>The same one step later, from which optical flow is computed.</summary>
    public Matrix4x4 NextWorld;

    /// <summary>The class of its pixels; 0 for none.</summary>
    public byte ClassId;

    /// <summary>The object that its pixels belong to, 1 .. 2^24-1; 0 for none.</summary>
    public uint InstanceId;

    /// <summary>Whether it throws a shadow.</summary>
    public bool CastsShadow;
}
