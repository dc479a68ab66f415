using System;
using System.Numerics;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>A box along the axes.</summary>
/// <param name="Min">Its lowest corner, metres.</param>
/// <param name="Max">Its highest corner, metres.</param>
public readonly record struct Bounds(Vector3 Min, Vector3 Max)
{
    /// <summary>A box that holds nothing.</summary>
    public static Bounds Empty { get; } = new(new Vector3(float.PositiveInfinity), new Vector3(float.NegativeInfinity));

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => Min.X > Max.X;

    /// <summary>Its middle.</summary>
    public Vector3 Center => (Min + Max) * 0.5f;

    /// <summary>Its edges' lengths.</summary>
    public Vector3 Size => Max - Min;

    /// <summary>The smallest box around points.</summary>
    public static Bounds Of(ReadOnlySpan<Vertex> vertices)
    {
        Bounds bounds = Empty;
        foreach (ref readonly Vertex vertex in vertices)
            bounds = bounds.With(vertex.Position);
        return bounds;
    }

    /// <summary>The smallest box around this and a point.</summary>
    public Bounds With(Vector3 point) => new(Vector3.Min(Min, point), Vector3.Max(Max, point));

    /// <summary>The smallest box around both.</summary>
    public Bounds With(in Bounds other) => new(Vector3.Min(Min, other.Min), Vector3.Max(Max, other.Max));

    /// <summary>One of its eight corners: bit 0 of the number takes the higher x, bit 1 y, bit 2 z.</summary>
    public Vector3 Corner(int number) => new(
        (number & 1) == 0 ? Min.X : Max.X,
        (number & 2) == 0 ? Min.Y : Max.Y,
        (number & 4) == 0 ? Min.Z : Max.Z);

    /// <summary>The smallest box around this one after an affine transformation. The same bits on any machine: things are placed by it.</summary>
    public Bounds Transformed(in Matrix4x4 matrix)
    {
        if (IsEmpty)
            return this;
        Bounds bounds = Empty;
        for (int i = 0; i < 8; i++)
            bounds = bounds.With(Affine.Transform(Corner(i), matrix));
        return bounds;
    }
}
