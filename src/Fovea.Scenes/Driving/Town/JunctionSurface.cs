using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Driving.Network;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Roads;
using Fovea.Scenes.Meshes.Shapes;

namespace Fovea.Scenes.Driving.Town;

/// <summary>The meshes of a junction: the carriageway with its rounded corners, and the pavements around it.</summary>
internal static class JunctionSurface
{
    // As the roads have them.
    private static readonly Paint Asphalt = Paint.Tinted(0.30f, 0.30f, 0.31f, 0.92f);
    private static readonly Paint Concrete = Paint.Tinted(0.62f, 0.61f, 0.59f, 0.9f);
    private static readonly Paint Slabs = Paint.Tinted(0.53f, 0.51f, 0.49f, 0.92f);

    /// <summary>Adds a junction's meshes.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="add">Takes a class and a mesh of it.</param>
    public static void Add(Junction junction, Action<string, MeshData> add)
    {
        RoadProfile profile = junction.IsTown ? Road.Street : Road.Highway;
        double edge = profile.RightEdge;
        List<Vector2> outline = [];
        var pavement = new MeshBuilder();
        for (int side = 0; side < 4; side++)
        {
            JunctionArm? arm = junction.Find(side), next = junction.Find(side + 1);
            if (arm is not null)
            {
                outline.Add(Plan(arm.At(junction.Corner, -edge)));
                outline.Add(Plan(arm.At(junction.Corner, edge)));
            }

            if (arm is not null && next is not null)
            {
                List<Vector2> arc = Arc(arm, next, junction.CornerRadius);
                outline.AddRange(arc.GetRange(1, arc.Count - 2));
                if (junction.IsTown)
                    CornerPavement(pavement, arm, next, profile, arc);
            }
            else if (arm is null && junction.IsTown)
            {
                StraightPavement(pavement, new JunctionArm(junction, side), profile);
            }
        }

        add("road", new MeshBuilder().With(Asphalt).Cap(new Polygon(outline), 0).Build("junction"));
        if (pavement.TriangleCount > 0)
            add("sidewalk", pavement.Build("corners"));
    }

    private static Vector2 Plan(PlanPoint p) => new((float)p.X, (float)-p.Z);

    // From an arm's right edge around the corner to the next arm's left edge.
    private static List<Vector2> Arc(JunctionArm arm, JunctionArm next, double radius)
    {
        double corner = arm.Junction.Corner;
        PlanPoint center = arm.Junction.Center + (arm.Direction * corner) + (next.Direction * corner);
        List<Vector2> points = [];
        const int Parts = 8;
        for (int i = 0; i <= Parts; i++)
        {
            (float cos, float sin) = Circle.At(i, 4 * Parts);
            points.Add(Plan(center + (next.Direction * (-radius * cos)) + (arm.Direction * (-radius * sin))));
        }

        return points;
    }

    private static void CornerPavement(MeshBuilder builder, JunctionArm arm, JunctionArm next, RoadProfile profile, List<Vector2> kerbOutside)
    {
        double corner = arm.Junction.Corner, outside = profile.RightOutside;
        List<Vector2> kerbInside = Arc(arm, next, arm.Junction.CornerRadius - profile.KerbWidth);
        List<Vector2> kerb = [.. kerbOutside], slabs = [.. kerbInside];
        for (int i = kerbInside.Count - 1; i >= 0; i--)
            kerb.Add(kerbInside[i]);
        PlanPoint middle = arm.Junction.Center;
        slabs.Add(Plan(middle + (next.Direction * corner) + (arm.Direction * outside)));
        slabs.Add(Plan(middle + (next.Direction * outside) + (arm.Direction * outside)));
        slabs.Add(Plan(middle + (next.Direction * outside) + (arm.Direction * corner)));
        builder.With(Concrete).Extrude(new Polygon(kerb), -0.1f, (float)profile.KerbHeight);
        builder.With(Slabs).Cap(new Polygon(slabs), (float)profile.KerbHeight);
    }

    // Along the side of a T junction where there is no arm.
    private static void StraightPavement(MeshBuilder builder, JunctionArm side, RoadProfile profile)
    {
        builder.With(Concrete).Extrude(Strip(profile.RightEdge, profile.RightEdge + profile.KerbWidth), -0.1f, (float)profile.KerbHeight);
        builder.With(Slabs).Cap(Strip(profile.RightEdge + profile.KerbWidth, profile.RightOutside), (float)profile.KerbHeight);

        Polygon Strip(double near, double far)
        {
            double reach = side.Junction.Corner;
            return new Polygon([Plan(side.At(near, -reach)), Plan(side.At(near, reach)), Plan(side.At(far, reach)), Plan(side.At(far, -reach))]);
        }
    }
}
