using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers.Placement;

/// <summary>
/// The ground that a thing takes: the hull, in plan, of the boxes around its meshes, as it is turned and scaled. With how far it reaches down
/// and up it is a prism that holds the thing.
/// </summary>
public sealed class Footprint
{
    private readonly (double X, double Z)[] _hull;

    private Footprint((double X, double Z)[] hull, double bottom, double top)
    {
        (_hull, Bottom, Top) = (hull, bottom, top);
        (Radius, Square) = (Math.Sqrt(hull.Max(p => (p.X * p.X) + (p.Z * p.Z))), 0);
        for (int i = 0; i < hull.Length; i++)
            Square += 0.5 * ((hull[i].X * hull[(i + 1) % hull.Length].Z) - (hull[(i + 1) % hull.Length].X * hull[i].Z));
    }

    /// <summary>The corners, in order around, metres from where its entity stands.</summary>
    public IReadOnlyList<(double X, double Z)> Hull => _hull;

    /// <summary>How far it reaches from where its entity stands, in plan; metres.</summary>
    public double Radius { get; }

    /// <summary>Its area, square metres.</summary>
    public double Square { get; }

    /// <summary>The height of its lowest point over where its entity stands; metres.</summary>
    public double Bottom { get; }

    /// <summary>The height of its highest point, of the box around it.</summary>
    public double Top { get; }

    /// <summary>The footprint of an entity with all that is seen below it, in its parent's space but from where it stands; null where nothing is seen.</summary>
    public static Footprint? Of(WorldEntity entity)
    {
        Matrix4x4 own = Affine.Of(Vector3.Zero, entity.Rotation, entity.Scale);
        return Of(entity, own);
    }

    /// <summary>The same in the world's directions and measure.</summary>
    public static Footprint? InWorld(WorldEntity entity)
    {
        Matrix4x4 own = entity.WorldMatrix;
        (own.M41, own.M42, own.M43) = (0, 0, 0);
        return Of(entity, own);
    }

    /// <summary>Whether two are nearer than allowed.</summary>
    /// <param name="x">Where this one stands.</param>
    /// <param name="z">Where this one stands.</param>
    /// <param name="other">Another.</param>
    /// <param name="otherX">Where that stands.</param>
    /// <param name="otherZ">Where that stands.</param>
    /// <param name="gap">The least distance between them, metres.</param>
    /// <returns>False only if a strip as wide as the gap lies between them, along an edge of one.</returns>
    public bool IsNear(double x, double z, Footprint other, double otherX, double otherZ, double gap)
    {
        double dx = otherX - x, dz = otherZ - z, reach = Radius + other.Radius + gap;
        return (dx * dx) + (dz * dz) < reach * reach && !IsApart(_hull, other._hull, dx, dz, gap) && !IsApart(other._hull, _hull, -dx, -dz, gap);
    }

    // Whether an edge of the first has all of the second beyond it.
    private static bool IsApart((double X, double Z)[] first, (double X, double Z)[] second, double dx, double dz, double gap)
    {
        for (int i = 0; i < first.Length; i++)
        {
            (double X, double Z) a = first[i], b = first[(i + 1) % first.Length];
            double nx = b.Z - a.Z, nz = a.X - b.X, length = Math.Sqrt((nx * nx) + (nz * nz));
            if (!(length > 0))
                continue;
            double nearest = double.PositiveInfinity;
            foreach ((double px, double pz) in second)
                nearest = Math.Min(nearest, ((px + dx - a.X) * nx) + ((pz + dz - a.Z) * nz));
            if (nearest >= gap * length)
                return true;
        }

        return false;
    }

    private static Footprint? Of(WorldEntity entity, in Matrix4x4 own)
    {
        List<(double X, double Z)> plan = [];
        (double Bottom, double Top) height = (double.PositiveInfinity, double.NegativeInfinity);
        Collect(entity, own, plan, ref height);
        return plan.Count == 0 ? null : new Footprint(HullOf(plan), height.Bottom, height.Top);
    }

    private static void Collect(WorldEntity entity, in Matrix4x4 matrix, List<(double X, double Z)> plan, ref (double Bottom, double Top) height)
    {
        if (!entity.IsActive)
            return;
        foreach (Component component in entity.Components)
        {
            if (component is not MeshRendererComponent { IsVisible: true } renderer)
                continue;
            Bounds bounds = renderer.Model.Bounds;
            for (int i = 0; i < 8; i++)
            {
                Vector3 corner = Affine.Transform(bounds.Corner(i), matrix);
                plan.Add((corner.X, corner.Z));
                height.Top = Math.Max(height.Top, corner.Y);
            }

            height.Bottom = Math.Min(height.Bottom, Lowest(renderer.Model, matrix));
        }

        foreach (WorldEntity child in entity.Children)
            Collect(child, Affine.Multiply(child.LocalMatrix, matrix), plan, ref height);
    }

    // A bottle that lies rolled on its side touches the ground although its box would not: there its points count, not the box.
    private static double Lowest(Model model, in Matrix4x4 matrix)
    {
        double lowest = double.PositiveInfinity;
        bool upright = matrix.M12 == 0 && matrix.M32 == 0;
        foreach (ModelPart part in model.Parts)
        {
            Matrix4x4 whole = Affine.Multiply(part.Transform, matrix);
            if (upright && part.Transform.IsIdentity)
            {
                for (int i = 0; i < 8; i++)
                    lowest = Math.Min(lowest, Affine.Transform(part.Mesh.Bounds.Corner(i), whole).Y);
                continue;
            }

            foreach (Vector3 point in part.Mesh.Outline)
                lowest = Math.Min(lowest, (point.X * whole.M12) + (point.Y * whole.M22) + (point.Z * whole.M32) + whole.M42);
        }

        return lowest;
    }

    // Andrew's monotone chain, counter-clockwise in (x, z).
    private static (double X, double Z)[] HullOf(List<(double X, double Z)> points)
    {
        points.Sort();
        List<(double X, double Z)> hull = [];
        Chain(0, 1);
        Chain(points.Count - 1, -1);
        return hull.Count > 0 ? [.. hull] : [points[0]];

        void Chain(int from, int step)
        {
            int start = hull.Count;
            for (int i = from; i >= 0 && i < points.Count; i += step)
            {
                while (hull.Count - start >= 2 && Turn(hull[^2], hull[^1], points[i]) <= 0)
                    hull.RemoveAt(hull.Count - 1);
                hull.Add(points[i]);
            }

            hull.RemoveAt(hull.Count - 1);
        }

        static double Turn((double X, double Z) a, (double X, double Z) b, (double X, double Z) c) =>
            ((b.X - a.X) * (c.Z - a.Z)) - ((b.Z - a.Z) * (c.X - a.X));
    }
}
