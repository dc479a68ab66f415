using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>Collects triangles for a <see cref="MeshData"/>. Shapes are extension methods of it, in <c>Meshes/Shapes</c>.</summary>
/// <remarks>
/// What is added is painted with <see cref="Paint"/> and moved by <see cref="Transform"/>, as both are at that moment. Triangles are given
/// counter-clockwise as seen from outside; a transformation that mirrors turns them round, so that they stay so. Positions are computed with
/// the same bits on any machine, since boxes around meshes decide where things are placed; normals are only looked at.
/// </remarks>
public sealed class MeshBuilder
{
    private readonly List<Vertex> _vertices = [];
    private readonly List<uint> _indices = [];
    private Matrix4x4 _transform = Matrix4x4.Identity;
    private Matrix4x4 _normals = Matrix4x4.Identity;
    private bool _mirrors;

    /// <summary>The colour and surface of what is added next.</summary>
    public Paint Paint { get; set; } = Paint.Default;

    /// <summary>Moves what is added next; row vectors, as in System.Numerics.</summary>
    public Matrix4x4 Transform
    {
        get => _transform;
        set
        {
            _transform = value;
            _mirrors = value.GetDeterminant() < 0;
            // Normals go by the transpose of the inverse; a flattening matrix has none, and then any normal is as good.
            _normals = Matrix4x4.Invert(value, out Matrix4x4 inverse) ? Matrix4x4.Transpose(inverse) : value;
        }
    }

    /// <summary>How many vertices there are so far.</summary>
    public int VertexCount => _vertices.Count;

    /// <summary>How many triangles there are so far.</summary>
    public int TriangleCount => _indices.Count / 3;

    /// <summary>Sets <see cref="Paint"/>, in a chain of calls.</summary>
    public MeshBuilder With(Paint paint)
    {
        Paint = paint;
        return this;
    }

    /// <summary>Adds things under a further transformation, which is taken back afterwards.</summary>
    public MeshBuilder Under(Matrix4x4 transform, Action<MeshBuilder> add)
    {
        Matrix4x4 before = Transform;
        Transform = Affine.Multiply(transform, before);
        add(this);
        Transform = before;
        return this;
    }

    /// <summary>Adds things at a place.</summary>
    public MeshBuilder At(Vector3 place, Action<MeshBuilder> add) => Under(Matrix4x4.CreateTranslation(place), add);

    /// <summary>Adds a vertex and gives its number.</summary>
    /// <param name="position">Before the transformation.</param>
    /// <param name="normal">Before the transformation; of any length but 0.</param>
    /// <param name="texCoord">(0, 0) is a picture's top left corner.</param>
    public uint Vertex(Vector3 position, Vector3 normal, Vector2 texCoord)
    {
        Vector3 turned = Vector3.TransformNormal(normal, _normals);
        _vertices.Add(new Vertex(Affine.Transform(position, _transform), Unit(turned), texCoord, Paint.Color, Paint.Surface));
        return (uint)_vertices.Count - 1;
    }

    /// <summary>Adds a triangle of vertices that are there, counter-clockwise as seen from outside.</summary>
    public void Triangle(uint a, uint b, uint c)
    {
        _indices.Add(a);
        _indices.Add(_mirrors ? c : b);
        _indices.Add(_mirrors ? b : c);
    }

    /// <summary>Adds a flat triangle, counter-clockwise as seen from outside. Texture coordinates are 0; one without area is left out.</summary>
    public MeshBuilder Triangle(Vector3 a, Vector3 b, Vector3 c)
    {
        Vector3 normal = Vector3.Cross(b - a, c - a);
        if (normal.LengthSquared() > 0)
            Triangle(Vertex(a, normal, default), Vertex(b, normal, default), Vertex(c, normal, default));
        return this;
    }

    /// <summary>Adds a flat four-cornered face: bottom left, bottom right, top right, top left as seen from outside.</summary>
    /// <remarks>Texture coordinates are metres from the top left corner, so that a picture stands upright.</remarks>
    public MeshBuilder Quad(Vector3 a, Vector3 b, Vector3 c, Vector3 d)
    {
        Vector3 normal = Vector3.Cross(c - a, d - b);
        if (normal.LengthSquared() == 0)
            return this;
        float width = Vector3.Distance(a, b), height = Vector3.Distance(a, d);
        uint first = Vertex(a, normal, new Vector2(0, height));
        Vertex(b, normal, new Vector2(width, height));
        Vertex(c, normal, new Vector2(width, 0));
        Vertex(d, normal, default);
        Triangle(first, first + 1, first + 2);
        Triangle(first, first + 2, first + 3);
        return this;
    }

    /// <summary>Adds a convex flat face of any number of corners, counter-clockwise as seen from outside.</summary>
    public MeshBuilder Face(params Vector3[] corners)
    {
        for (int i = 2; i < corners.Length; i++)
            Triangle(corners[0], corners[i - 1], corners[i]);
        return this;
    }

    /// <summary>Adds a mesh with its own colours, or with another paint.</summary>
    public MeshBuilder Append(MeshData mesh, Paint? paint = null)
    {
        Paint before = Paint;
        var first = (uint)_vertices.Count;
        foreach (ref readonly Vertex vertex in mesh.Vertices.AsSpan())
        {
            Paint = paint ?? new Paint(vertex.Color, vertex.Surface);
            Vertex(vertex.Position, vertex.Normal, vertex.TexCoord);
        }

        for (int i = 0; i < mesh.Indices.Length; i += 3)
            Triangle(first + mesh.Indices[i], first + mesh.Indices[i + 1], first + mesh.Indices[i + 2]);
        Paint = before;
        return this;
    }

    /// <summary>Adds a mesh under a transformation.</summary>
    public MeshBuilder Append(MeshData mesh, Matrix4x4 transform, Paint? paint = null) => Under(transform, b => b.Append(mesh, paint));

    /// <summary>Gives what was added since a number of triangles smooth normals, but where faces meet at more than an angle.</summary>
    /// <param name="fromTriangle"><see cref="TriangleCount"/> before the first of them.</param>
    /// <param name="creaseDegrees">Edges between faces whose normals are further apart stay sharp.</param>
    public MeshBuilder Smooth(int fromTriangle, float creaseDegrees)
    {
        NormalSmoother.Smooth(_vertices, CollectionsMarshal.AsSpan(_indices)[(3 * fromTriangle)..], creaseDegrees);
        return this;
    }

    /// <summary>Makes the mesh. Vertices that nothing uses are left out.</summary>
    /// <param name="name">What messages call it.</param>
    public MeshData Build(string name)
    {
        var places = new uint[_vertices.Count];
        Array.Fill(places, uint.MaxValue);
        List<Vertex> used = new(_vertices.Count);
        var indices = new uint[_indices.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            ref uint place = ref places[_indices[i]];
            if (place == uint.MaxValue)
            {
                place = (uint)used.Count;
                used.Add(_vertices[(int)_indices[i]]);
            }

            indices[i] = place;
        }

        return new MeshData(name, [.. used], indices);
    }

    private static Vector3 Unit(Vector3 vector)
    {
        float length = vector.Length();
        return length > 0 && float.IsFinite(length) ? vector / length : Vector3.UnitY;
    }
}
