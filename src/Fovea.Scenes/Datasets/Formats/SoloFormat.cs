using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>
/// SOLO, which Unity's Perception package 1.0 writes and pysolotools reads: a folder <c>sequence.N</c> for each frame with
/// <c>step0.frame_data.json</c> and its pictures, and files of definitions.
/// </summary>
/// <remarks>
/// N counts from the dataset's first frame, since readers look for 0 to one less than the count. Numbers follow what the package writes where
/// its description differs: quaternions are x, y, z, w. Spaces are Unity's: left-handed, y up, z forward.
/// </remarks>
public sealed class SoloFormat : DatasetFormat
{
    private readonly IReadOnlyDictionary<byte, int> _colors;

    /// <summary>Makes the format for a dataset.</summary>
    /// <param name="options">What the dataset is made of.</param>
    /// <exception cref="SceneException">Run lengths or polygons are asked for.</exception>
    public SoloFormat(DatasetOptions options)
        : base(options)
    {
        if (options.Masks is not (null or MaskEncoding.None))
            throw new SceneException("SOLO's masks are pictures; there are no run lengths or polygons to choose.");
        _colors = SoloNames.Colors(options);
    }

    /// <inheritdoc/>
    public override void Write(DatasetFrame frame)
    {
        string folder = $"sequence.{(frame.Frame.Index - Options.FirstFrame).ToString(CultureInfo.InvariantCulture)}";
        HashSet<uint> counted = frame.Objects.Select(o => o.InstanceId).ToHashSet();
        frame.WritePicture($"{folder}/step0.{SoloNames.Camera}");
        frame.WriteColors($"{folder}/{SoloNames.SemanticFile}", id => _colors.GetValueOrDefault(LabelledFrame.ClassOf(id)));
        frame.WriteColors($"{folder}/{SoloNames.InstanceFile}", id => counted.Contains(LabelledFrame.InstanceOf(id)) ? ColorOf(LabelledFrame.InstanceOf(id)) : 0);
        frame.WriteChannels((channel, ending) => $"{folder}/step0.{SoloNames.Camera}.{channel}.{ending}");
        frame.Write($"{folder}/step0.frame_data.json", file =>
        {
            using var json = new Utf8JsonWriter(file, SoloNames.Json);
            WriteFrame(json, frame);
        });
    }

    /// <inheritdoc/>
    public override void Join(DatasetParts parts) => SoloDefinitions.Write(parts);

    /// <summary>The colour of an object in pictures of instances: every number has its own, and neighbours look different. 0 is black.</summary>
    /// <param name="instance">Its number, 24 bits.</param>
    internal static int ColorOf(uint instance)
    {
        // Odd factors and shifts by half can be undone, so no two numbers of 24 bits meet.
        uint color = (instance * 0x9E3779u) & 0xFFFFFF;
        color ^= color >> 12;
        return (int)((color * 0x85EBCBu) & 0xFFFFFF);
    }

    private void WriteFrame(Utf8JsonWriter json, DatasetFrame work)
    {
        LabelledFrame frame = work.Frame;
        json.WriteStartObject();
        json.WriteNumber("frame", frame.Index);
        json.WriteNumber("sequence", frame.Index - Options.FirstFrame);
        json.WriteNumber("step", 0);
        json.WriteNumber("timestamp", frame.Time.TotalMilliseconds);
        json.WriteStartArray("captures");
        json.WriteStartObject();
        json.WriteString("@type", SoloNames.Type("RGBCamera"));
        json.WriteString("id", SoloNames.Camera);
        json.WriteString("description", SoloNames.CameraDescription);
        WriteCamera(json, frame);
        json.WriteString("filename", $"step0.{SoloNames.Camera}.{Options.PictureExtension}");
        json.WriteString("imageFormat", Options.Pictures == PictureEncoding.Png ? "Png" : "Jpg");
        Numbers(json, "dimension", frame.Width, frame.Height);
        WriteProjection(json, frame);
        json.WriteStartArray("annotations");
        SoloAnnotations.Write(json, work, _colors);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("metrics");
        WriteMetrics(json, work);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCamera(Utf8JsonWriter json, LabelledFrame frame)
    {
        Matrix4x4 pose = frame.Camera.Pose;
        Vector3 place = SoloSpace.World(pose.Translation);
        Quaternion turn = SoloSpace.World(Quaternion.CreateFromRotationMatrix(pose));
        Numbers(json, "position", place.X, place.Y, place.Z);
        Numbers(json, "rotation", turn.X, turn.Y, turn.Z, turn.W);
        Numbers(json, "velocity", 0, 0, 0);
        Numbers(json, "acceleration", 0, 0, 0);
    }

    // The first three rows and columns of OpenGL's projection matrix, as the package writes.
    private static void WriteProjection(Utf8JsonWriter json, LabelledFrame frame)
    {
        CameraView camera = frame.Camera;
        float focal = camera.FocalLength(frame.Height), depth = camera.Far - camera.Near;
        json.WriteString("projection", "Perspective");
        Numbers(json, "matrix", 2 * focal / frame.Width, 0, 0, 0, 2 * focal / frame.Height, 0, 0, 0, -(camera.Far + camera.Near) / depth);
    }

    private void WriteMetrics(Utf8JsonWriter json, DatasetFrame work)
    {
        json.WriteStartObject();
        json.WriteString("@type", SoloNames.Type("ObjectCountMetric"));
        WriteMetricHead(json, SoloNames.ObjectCount);
        json.WriteStartArray("values");
        foreach (SceneClass c in Options.Things.OrderBy(c => c.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("labelId", c.Id);
            json.WriteString("labelName", c.Name);
            json.WriteNumber("count", work.Objects.Count(o => o.ClassId == c.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("@type", SoloNames.Type("RenderedObjectInfoMetric"));
        WriteMetricHead(json, SoloNames.RenderedObjectInfo);
        json.WriteStartArray("values");
        foreach (LabelledObject o in work.Objects)
        {
            json.WriteStartObject();
            json.WriteNumber("labelId", o.ClassId);
            json.WriteNumber("instanceId", o.InstanceId);
            SoloAnnotations.WriteColor(json, "color", ColorOf(o.InstanceId));
            json.WriteNumber("visiblePixels", o.VisiblePixels);
            json.WriteNumber("visibility", o.Visibility);
            json.WriteNumber("truncation", o.Truncation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetricHead(Utf8JsonWriter json, (string Id, string Description) metric)
    {
        json.WriteString("id", metric.Id);
        json.WriteString("sensorId", SoloNames.Camera);
        json.WriteString("annotationId", "");
        json.WriteString("description", metric.Description);
    }

    internal static void Numbers(Utf8JsonWriter json, string name, params ReadOnlySpan<float> numbers)
    {
        json.WriteStartArray(name);
        foreach (float number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
