using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Labels;

/// <summary>
/// A mesh's corners and edges, for the box around it in a picture. The box is that of all corners before the camera's nearest plane and of the
/// places where edges pierce that plane, so it is the exact box of what of the mesh can be drawn. Distortion bends edges: those that are long
/// in the picture are followed in steps of <see cref="StepPixels"/>, which leaves out less than a quarter of a pixel for lenses of phones and
/// cars (|k| of 0.5 at 90 degrees).
/// </summary>
internal sealed class MeshOutline
{
    /// <summary>How far apart the points are at which a bent edge is looked at.</summary>
    public const float StepPixels = 12;

    private const int MostSteps = 512;

    private static readonly ConditionalWeakTable<MeshData, MeshOutline> Known = new();

    private readonly string _name;
    private readonly uint[] _indices;
    private readonly float[] _x, _y, _z;
    private readonly int _count;
    private Edge[]? _edges;
    private MeshData? _solid;

    private MeshOutline(MeshData mesh)
    {
        // Corners that no triangle uses are not drawn; those at one place are one.
        _name = mesh.Name;
        var places = new Dictionary<Vector3, uint>();
        _indices = new uint[mesh.Indices.Length];
        for (int i = 0; i < _indices.Length; i++)
        {
            Vector3 corner = mesh.Vertices[mesh.Indices[i]].Position;
            if (!places.TryGetValue(corner, out _indices[i]))
                places.Add(corner, _indices[i] = (uint)places.Count);
        }

        // The last vector is filled up with the first corner.
        _count = places.Count;
        int lanes = Vector<float>.Count;
        int padded = (_count + lanes - 1) / lanes * lanes;
        (_x, _y, _z) = (new float[padded], new float[padded], new float[padded]);
        foreach ((Vector3 corner, uint i) in places)
            (_x[i], _y[i], _z[i]) = (corner.X, corner.Y, corner.Z);
        for (int i = _count; i < padded; i++)
            (_x[i], _y[i], _z[i]) = (_x[0], _y[0], _z[0]);
    }

    /// <summary>
    /// The mesh's triangles without what colours them, which covers the same pixels: a third of the corners, or less, where faces are flat.
    /// </summary>
    public MeshData Solid => _solid ??= MakeSolid();

    /// <summary>The outline of a mesh, made once.</summary>
    public static MeshOutline Of(MeshData mesh) => Known.GetValue(mesh, static m => new MeshOutline(m));

    /// <summary>Takes what is before the camera's nearest plane into a box.</summary>
    /// <param name="toCamera">From the mesh's space to the camera's.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="extent">The box, in pixels.</param>
    /// <param name="reach">The same without distortion, in tangents to the right and down.</param>
    public void Extend(in Matrix4x4 toCamera, in CameraProjection camera, ref PictureExtent extent, ref PictureExtent reach)
    {
        if (_count == 0)
            return;
        (float nearest, float farthest) = ProjectCorners(toCamera, camera, out PictureExtent straight, out PictureExtent bent);
        if (farthest < camera.Near)
            return;
        if (nearest < camera.Near)
        {
            foreach (ref readonly Edge edge in Edges.AsSpan())
                Follow(edge, toCamera, camera, ref extent, ref reach);
            return;
        }

        reach.Add(straight);
        extent.Add(camera.ToPixels(new Vector2(bent.Left, bent.Top)));
        extent.Add(camera.ToPixels(new Vector2(bent.Right, bent.Bottom)));
        if (camera.Lens.IsNone)
            return;
        // No edge is longer in the camera's space than this times its length.
        float scale = MathF.Sqrt(
            new Vector3(toCamera.M11, toCamera.M12, toCamera.M13).LengthSquared() +
            new Vector3(toCamera.M21, toCamera.M22, toCamera.M23).LengthSquared() +
            new Vector3(toCamera.M31, toCamera.M32, toCamera.M33).LengthSquared());
        float shortest = StepPixels * nearest / (camera.Focal * scale);
        foreach (ref readonly Edge edge in Edges.AsSpan())
        {
            if (edge.Length < shortest)
                break;
            Follow(edge, toCamera, camera, ref extent, ref reach);
        }
    }

    // The longest first, so that the short ones need not be looked at.
    private Edge[] Edges => _edges ??= FindEdges();

    private Edge[] FindEdges()
    {
        var seen = new HashSet<(uint, uint)>();
        var edges = new List<Edge>();
        for (int i = 0; i < _indices.Length; i++)
        {
            uint a = _indices[i], b = _indices[i % 3 == 2 ? i - 2 : i + 1];
            if (a != b && seen.Add((Math.Min(a, b), Math.Max(a, b))))
                edges.Add(new Edge((int)a, (int)b, Vector3.Distance(Corner((int)a), Corner((int)b))));
        }

        return edges.OrderByDescending(e => e.Length).ToArray();
    }

    private MeshData MakeSolid()
    {
        var vertices = new Vertex[_count];
        for (int i = 0; i < _count; i++)
            vertices[i] = new Vertex(Corner(i), default, default, 0, 0);
        return new MeshData(_name, vertices, _indices);
    }

    private Vector3 Corner(int i) => new(_x[i], _y[i], _z[i]);

    // The least and greatest depth, and boxes around the tangents before and after distortion; those mean something only if all is before the
    // camera.
    private (float Nearest, float Farthest) ProjectCorners(
        in Matrix4x4 m, in CameraProjection camera, out PictureExtent straight, out PictureExtent bent)
    {
        var nearest = new Vector<float>(float.PositiveInfinity);
        Vector<float> farthest = -nearest;
        (Corners plain, Corners distorted) = (new Corners(), new Corners());
        bool distorts = !camera.Lens.IsNone;
        var fold = new Vector<float>(camera.FoldRadius * camera.FoldRadius);
        var folded = new Vector<float>(camera.FoldedRadius);
        for (int i = 0; i < _x.Length; i += Vector<float>.Count)
        {
            Vector<float> x = new(_x, i), y = new(_y, i), z = new(_z, i);
            Vector<float> depth = (x * m.M13) + (y * m.M23) + (z * m.M33) + new Vector<float>(m.M43);
            Vector<float> inverse = Vector<float>.One / depth;
            Vector<float> across = ((x * m.M11) + (y * m.M21) + (z * m.M31) + new Vector<float>(m.M41)) * inverse;
            Vector<float> down = ((x * m.M12) + (y * m.M22) + (z * m.M32) + new Vector<float>(m.M42)) * inverse;
            nearest = Vector.Min(nearest, depth);
            farthest = Vector.Max(farthest, depth);
            plain.Add(across, down);
            if (!distorts)
                continue;
            Vector<float> squared = (across * across) + (down * down);
            Vector<float> stretch = Vector.ConditionalSelect(
                Vector.LessThanOrEqual(squared, fold), camera.Stretch(squared), folded / Vector.SquareRoot(squared));
            distorted.Add(across * stretch, down * stretch);
        }

        straight = plain.Extent;
        bent = distorts ? distorted.Extent : straight;
        return (Least(nearest), -Least(-farthest));
    }

    private static float Least(Vector<float> lanes)
    {
        float least = lanes[0];
        for (int i = 1; i < Vector<float>.Count; i++)
            least = Math.Min(least, lanes[i]);
        return least;
    }

    private void Follow(in Edge edge, in Matrix4x4 toCamera, in CameraProjection camera, ref PictureExtent extent, ref PictureExtent reach)
    {
        Vector3 a = Vector3.Transform(Corner(edge.A), toCamera), b = Vector3.Transform(Corner(edge.B), toCamera);
        if (a.Z < camera.Near && b.Z < camera.Near)
            return;
        if (a.Z < camera.Near)
            a = Vector3.Lerp(a, b, (camera.Near - a.Z) / (b.Z - a.Z));
        else if (b.Z < camera.Near)
            b = Vector3.Lerp(b, a, (camera.Near - b.Z) / (a.Z - b.Z));

        // A straight line in space is one in the picture before distortion.
        Vector2 from = new Vector2(a.X, a.Y) / a.Z, to = new Vector2(b.X, b.Y) / b.Z;
        reach.Add(from);
        reach.Add(to);
        int steps = 1;
        if (!camera.Lens.IsNone)
            steps = (int)Math.Clamp(MathF.Ceiling(Vector2.Distance(from, to) * camera.Focal / StepPixels), 1, MostSteps);
        for (int i = 0; i <= steps; i++)
            extent.Add(camera.ToPixels(camera.Distort(Vector2.Lerp(from, to, (float)i / steps))));
    }

    private readonly record struct Edge(int A, int B, float Length);

    // The least and greatest of several rows of points at once.
    private struct Corners
    {
        private Vector<float> _left, _top, _right, _bottom;

        public Corners()
        {
            _left = _top = new Vector<float>(float.PositiveInfinity);
            _right = _bottom = new Vector<float>(float.NegativeInfinity);
        }

        public readonly PictureExtent Extent => new() { Left = Least(_left), Top = Least(_top), Right = -Least(-_right), Bottom = -Least(-_bottom) };

        public void Add(Vector<float> across, Vector<float> down)
        {
            _left = Vector.Min(_left, across);
            _right = Vector.Max(_right, across);
            _top = Vector.Min(_top, down);
            _bottom = Vector.Max(_bottom, down);
        }
    }
}
