using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>The annotations of a frame in SOLO.</summary>
internal static class SoloAnnotations
{
    public static void Write(Utf8JsonWriter json, DatasetFrame work, IReadOnlyDictionary<byte, int> colors)
    {
        DatasetOptions options = work.Options;
        Write(json, "BoundingBox2DAnnotation", SoloNames.Box2D, () => Values(json, "values", work, o =>
        {
            json.WriteString("labelName", work.ClassOf(o.ClassId).Name);
            SoloFormat.Numbers(json, "origin", o.Box.X, o.Box.Y);
            SoloFormat.Numbers(json, "dimension", o.Box.Width, o.Box.Height);
        }));
        Write(json, "BoundingBox3DAnnotation", SoloNames.Box3D, () => Values(json, "values", work, o =>
        {
            json.WriteString("labelName", work.ClassOf(o.ClassId).Name);
            Vector3 center = SoloSpace.Camera(o.Box3D.Center);
            Quaternion rotation = SoloSpace.Camera(o.Box3D.Rotation);
            SoloFormat.Numbers(json, "translation", center.X, center.Y, center.Z);
            SoloFormat.Numbers(json, "size", o.Box3D.Size.X, o.Box3D.Size.Y, o.Box3D.Size.Z);
            SoloFormat.Numbers(json, "rotation", rotation.X, rotation.Y, rotation.Z, rotation.W);
            SoloFormat.Numbers(json, "velocity", 0, 0, 0);
            SoloFormat.Numbers(json, "acceleration", 0, 0, 0);
        }));
        Write(json, "InstanceSegmentationAnnotation", SoloNames.Instances, () =>
        {
            Picture(json, options, SoloNames.InstanceFile);
            Values(json, "instances", work, o =>
            {
                json.WriteString("labelName", work.ClassOf(o.ClassId).Name);
                WriteColor(json, "color", SoloFormat.ColorOf(o.InstanceId));
            });
        });
        Write(json, "SemanticSegmentationAnnotation", SoloNames.Classes, () =>
        {
            Picture(json, options, SoloNames.SemanticFile);
            WriteClasses(json, work.Frame, options, colors);
        });
        if (options.Channels.HasFlag(DatasetChannels.Depth))
        {
            Write(json, "DepthAnnotation", SoloNames.Depth, () =>
            {
                json.WriteString("measurementStrategy", "Depth");
                Picture(json, options, $"step0.{SoloNames.Camera}.depth.png");
            });
        }

        if (options.Channels.HasFlag(DatasetChannels.Normals))
            Write(json, "NormalAnnotation", SoloNames.Normals, () => Picture(json, options, $"step0.{SoloNames.Camera}.normals.png"));
        if (options.Classes.Any(c => c.Keypoints.Count > 0))
            Write(json, "KeypointAnnotation", SoloNames.Keypoints, () => WriteKeypoints(json, work));
    }

    public static void WriteColor(Utf8JsonWriter json, string name, int color) => SoloFormat.Numbers(json, name, color >> 16, (color >> 8) & 255, color & 255, 255);

    private static void Write(Utf8JsonWriter json, string type, (string Id, string Description) what, Action content)
    {
        json.WriteStartObject();
        json.WriteString("@type", SoloNames.Type(type));
        json.WriteString("id", what.Id);
        json.WriteString("sensorId", SoloNames.Camera);
        json.WriteString("description", what.Description);
        content();
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, string name, DatasetFrame work, Action<LabelledObject> content)
    {
        json.WriteStartArray(name);
        foreach (LabelledObject o in work.Objects)
        {
            json.WriteStartObject();
            json.WriteNumber("instanceId", o.InstanceId);
            json.WriteNumber("labelId", o.ClassId);
            content(o);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Picture(Utf8JsonWriter json, DatasetOptions options, string file)
    {
        json.WriteString("imageFormat", "Png");
        SoloFormat.Numbers(json, "dimension", options.Width, options.Height);
        json.WriteString("filename", file);
    }

    // The classes that the picture shows.
    private static void WriteClasses(Utf8JsonWriter json, LabelledFrame frame, DatasetOptions options, IReadOnlyDictionary<byte, int> colors)
    {
        var shown = new bool[256];
        foreach (uint id in frame.Identity.Span)
            shown[LabelledFrame.ClassOf(id)] = true;
        json.WriteStartArray("instances");
        foreach (SceneClass c in options.Classes.Where(c => shown[c.Id]).OrderBy(c => c.Id))
        {
            json.WriteStartObject();
            json.WriteString("labelName", c.Name);
            WriteColor(json, "pixelValue", colors[c.Id]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // One template holds the points of all classes, one class after the other; those of other classes do not exist in an object.
    private static void WriteKeypoints(Utf8JsonWriter json, DatasetFrame work)
    {
        json.WriteString("templateId", SoloNames.KeypointTemplate);
        json.WriteStartArray("values");
        foreach (LabelledObject o in work.Objects.Where(o => work.ClassOf(o.ClassId).Keypoints.Count > 0))
        {
            json.WriteStartObject();
            json.WriteNumber("instanceId", o.InstanceId);
            json.WriteNumber("labelId", o.ClassId);
            json.WriteString("pose", "unset");
            json.WriteStartArray("keypoints");
            int index = 0;
            foreach (SceneClass c in work.Options.Classes.OrderBy(c => c.Id))
            {
                for (int i = 0; i < c.Keypoints.Count; i++)
                    WriteKeypoint(json, work.Frame, index++, c.Id == o.ClassId && i < o.Keypoints.Count ? o.Keypoints[i] : default);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteKeypoint(Utf8JsonWriter json, LabelledFrame frame, int index, LabelledKeypoint point)
    {
        if (point.Visibility == 0)
            point = default;
        float focal = frame.Camera.FocalLength(frame.Height);
        Vector2 tangent = new LensDistortion(frame.Camera.Distortion).Undistort((point.Position - new Vector2(frame.Width / 2f, frame.Height / 2f)) / focal);
        json.WriteStartObject();
        json.WriteNumber("index", index);
        SoloFormat.Numbers(json, "location", point.Position.X, point.Position.Y);
        SoloFormat.Numbers(json, "cameraCartesianLocation", tangent.X * point.Depth, -tangent.Y * point.Depth, point.Depth);
        json.WriteNumber("state", point.Visibility);
        json.WriteEndObject();
    }
}
