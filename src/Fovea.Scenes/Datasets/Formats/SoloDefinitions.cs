using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>SOLO's files beside the sequences: metadata and definitions.</summary>
internal static class SoloDefinitions
{
    public static void Write(DatasetParts parts)
    {
        DatasetOptions options = parts.Options;
        (string Type, (string Id, string Description) What, bool HasClasses)[] annotators = Annotators(options).ToArray();
        Write(parts, "metadata.json", json => WriteMetadata(json, parts, annotators.Select(a => (a.What.Id, a.Type))));
        Write(parts, "sensor_definitions.json", json => List(json, "sensorDefinitions", [0], _ => WriteSensor(json)));
        Write(parts, "annotation_definitions.json", json => List(json, "annotationDefinitions", annotators, a => WriteAnnotator(json, options, a.Type, a.What, a.HasClasses)));
        Write(parts, "metric_definitions.json", json => List(
            json, "metricDefinitions", [("ObjectCountMetric", SoloNames.ObjectCount), ("RenderedObjectInfoMetric", SoloNames.RenderedObjectInfo)], m =>
            {
                json.WriteString("@type", SoloNames.Type(m.Item1));
                json.WriteString("id", m.Item2.Id);
                json.WriteString("description", m.Item2.Description);
            }));
    }

    private static IEnumerable<(string Type, (string Id, string Description) What, bool HasClasses)> Annotators(DatasetOptions options)
    {
        yield return ("BoundingBox2DAnnotation", SoloNames.Box2D, true);
        yield return ("BoundingBox3DAnnotation", SoloNames.Box3D, true);
        yield return ("InstanceSegmentationAnnotation", SoloNames.Instances, true);
        yield return ("SemanticSegmentationAnnotation", SoloNames.Classes, false);
        if (options.Channels.HasFlag(DatasetChannels.Depth))
            yield return ("DepthAnnotation", SoloNames.Depth, false);
        if (options.Channels.HasFlag(DatasetChannels.Normals))
            yield return ("NormalAnnotation", SoloNames.Normals, false);
        if (options.Classes.Any(c => c.Keypoints.Count > 0))
            yield return ("KeypointAnnotation", SoloNames.Keypoints, false);
    }

    private static void Write(DatasetParts parts, string name, Action<Utf8JsonWriter> write) => parts.Folder.Write(name, file =>
    {
        using var json = new Utf8JsonWriter(file, SoloNames.Json);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, DatasetParts parts, IEnumerable<(string Id, string Type)> annotators)
    {
        // Readers look for sequences from 0 to one less than this; the fields of Unity's that are not ours to fill are empty.
        json.WriteString("unityVersion", "");
        json.WriteString("perceptionVersion", "1.0.0");
        json.WriteString("renderPipeline", parts.Options.Generator);
        json.WriteString("simulationStartTime", "");
        json.WriteString("simulationEndTime", "");
        json.WriteNumber("scenarioRandomSeed", parts.Options.Seed);
        json.WriteStartArray("scenarioActiveRandomizers");
        json.WriteEndArray();
        json.WriteNumber("totalFrames", parts.Frames.Count);
        json.WriteNumber("totalSequences", parts.Frames.Count);
        json.WriteStartArray("sensors");
        json.WriteStringValue(SoloNames.Camera);
        json.WriteEndArray();
        json.WriteStartArray("metricCollectors");
        json.WriteStringValue(SoloNames.ObjectCount.Id);
        json.WriteStringValue(SoloNames.RenderedObjectInfo.Id);
        json.WriteEndArray();
        List(json, "annotators", annotators, a =>
        {
            json.WriteString("name", a.Id);
            json.WriteString("type", SoloNames.Type(a.Type));
        });
    }

    private static void WriteSensor(Utf8JsonWriter json)
    {
        json.WriteString("@type", SoloNames.Type("RGBCamera"));
        json.WriteString("id", SoloNames.Camera);
        json.WriteString("modality", "camera");
        json.WriteString("description", SoloNames.CameraDescription);
        json.WriteNumber("firstCaptureFrame", 0);
        json.WriteString("captureTriggerMode", "Scheduled");
        json.WriteNumber("simulationDeltaTime", 0);
        json.WriteNumber("framesBetweenCaptures", 0);
        json.WriteBoolean("manualSensorsAffectTiming", false);
    }

    private static void WriteAnnotator(Utf8JsonWriter json, DatasetOptions options, string type, (string Id, string Description) what, bool hasClasses)
    {
        json.WriteString("@type", SoloNames.Type(type));
        json.WriteString("id", what.Id);
        json.WriteString("description", what.Description);
        if (hasClasses)
        {
            List(json, "spec", options.Things.OrderBy(c => c.Id), c =>
            {
                json.WriteNumber("label_id", c.Id);
                json.WriteString("label_name", c.Name);
            });
        }

        if (type == "SemanticSegmentationAnnotation")
        {
            IReadOnlyDictionary<byte, int> colors = SoloNames.Colors(options);
            List(json, "spec", options.Classes.OrderBy(c => c.Id), c =>
            {
                json.WriteString("label_name", c.Name);
                SoloAnnotations.WriteColor(json, "pixel_value", colors[c.Id]);
            });
        }

        if (type == "KeypointAnnotation")
            WriteTemplate(json, options);
    }

    private static void WriteTemplate(Utf8JsonWriter json, DatasetOptions options)
    {
        SceneClass[] classes = options.Classes.Where(c => c.Keypoints.Count > 0).OrderBy(c => c.Id).ToArray();
        int index = 0;
        json.WriteStartObject("template");
        json.WriteString("templateId", SoloNames.KeypointTemplate);
        json.WriteString("templateName", SoloNames.KeypointTemplate);
        // With several classes a point is named for its class too.
        List(json, "keypoints", classes.SelectMany(c => c.Keypoints.Select(k => (Class: c, Name: classes.Length > 1 ? $"{c.Name} {k}" : k))), k =>
        {
            json.WriteString("label", k.Name);
            json.WriteNumber("index", index++);
            SoloAnnotations.WriteColor(json, "color", k.Class.Color);
        });
        int first = 0;
        json.WriteStartArray("skeleton");
        foreach (SceneClass c in classes)
        {
            foreach ((int from, int to) in c.Skeleton)
            {
                json.WriteStartObject();
                json.WriteNumber("joint1", first + from);
                json.WriteNumber("joint2", first + to);
                SoloAnnotations.WriteColor(json, "color", c.Color);
                json.WriteEndObject();
            }

            first += c.Keypoints.Count;
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
