using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>COCO's objects: <c>images/NNNNNN.png</c> and <c>annotations/instances.json</c>, as pycocotools reads it.</summary>
/// <remarks>An image's id is the frame's number; an annotation's is 10000 times that and its place in the frame, from 1.</remarks>
public sealed class CocoFormat : DatasetFormat
{
    /// <summary>Where the labels are.</summary>
    public const string LabelFile = "annotations/instances.json";

    private const int MostObjects = 9999;

    private readonly MaskEncoding _masks;

    /// <summary>Makes the format for a dataset.</summary>
    /// <param name="options">What the dataset is made of.</param>
    /// <exception cref="SceneException">No class is one of things.</exception>
    public CocoFormat(DatasetOptions options)
        : base(options)
    {
        NeedThings();
        _masks = options.Masks ?? MaskEncoding.RunLengths;
    }

    /// <inheritdoc/>
    public override void Write(DatasetFrame frame)
    {
        string name = frame.Frame.Index.ToString("D6", CultureInfo.InvariantCulture);
        if (frame.Objects.Count > MostObjects)
            throw new SceneException($"Frame {name} has {frame.Objects.Count} objects; ids of annotations have room for {MostObjects}. A larger least size leaves some out.");

        frame.WritePicture($"images/{name}");
        frame.WriteChannels((channel, ending) => $"{channel}/{name}.{ending}");
        frame.Record(json => WriteImage(json, frame.Frame, name));
        for (int i = 0; i < frame.Objects.Count; i++)
        {
            int place = i;
            frame.Record(json => WriteAnnotation(json, frame, place));
        }
    }

    /// <inheritdoc/>
    public override void Join(DatasetParts parts) => parts.Folder.Write(LabelFile, file =>
    {
        // One object a line, copied as it is: a text of any length goes through a few kilobytes.
        file.Write("{\"info\":"u8);
        WriteJson(file, WriteInfo);
        file.Write(",\n\"licenses\":[],\n\"images\":["u8);
        WriteLines(file, parts.Fragments.Select(f => f.Records.First()));
        file.Write("],\n\"annotations\":["u8);
        WriteLines(file, parts.Fragments.SelectMany(f => f.Records.Skip(1)));
        file.Write("],\n\"categories\":["u8);
        WriteLines(file, Options.Things.OrderBy(c => c.Id).Select(c => Line(json => WriteCategory(json, c))));
        file.Write("]}\n"u8);
    });

    private static void WriteLines(Stream file, IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        bool first = true;
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            file.Write(first ? "\n"u8 : ",\n"u8);
            file.Write(line.Span);
            first = false;
        }
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        WriteJson(line, write);
        return line.ToArray();
    }

    private static void WriteJson(Stream file, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(file, DatasetFrame.Json);
        write(json);
    }

    private void WriteInfo(Utf8JsonWriter json)
    {
        // No date: the same frames are the same bytes whenever they are made.
        json.WriteStartObject();
        json.WriteString("description", $"{Options.Scene}, {Options.FrameCount} frames from {Options.FirstFrame} on, seed {Options.Seed}");
        json.WriteString("version", "1.0");
        json.WriteString("contributor", Options.Generator);
        json.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter json, SceneClass c)
    {
        json.WriteStartObject();
        json.WriteNumber("id", c.Id);
        json.WriteString("name", c.Name);
        json.WriteString("supercategory", c.Supercategory);
        if (c.Keypoints.Count > 0)
        {
            json.WriteStartArray("keypoints");
            foreach (string point in c.Keypoints)
                json.WriteStringValue(point);
            json.WriteEndArray();
            // COCO counts the points from 1.
            json.WriteStartArray("skeleton");
            foreach ((int from, int to) in c.Skeleton)
                WriteNumbers(json, from + 1, to + 1);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteImage(Utf8JsonWriter json, LabelledFrame frame, string name)
    {
        float focal = frame.Camera.FocalLength(frame.Height);
        json.WriteStartObject();
        json.WriteNumber("id", frame.Index);
        json.WriteString("file_name", $"{name}.{Options.PictureExtension}");
        json.WriteNumber("width", frame.Width);
        json.WriteNumber("height", frame.Height);
        json.WriteStartObject("camera");
        json.WriteNumber("fx", focal);
        json.WriteNumber("fy", focal);
        json.WriteNumber("cx", frame.Width / 2f);
        json.WriteNumber("cy", frame.Height / 2f);
        json.WriteNumber("k1", frame.Camera.Distortion.X);
        json.WriteNumber("k2", frame.Camera.Distortion.Y);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteAnnotation(Utf8JsonWriter json, DatasetFrame frame, int place)
    {
        LabelledObject o = frame.Objects[place];
        json.WriteStartObject();
        json.WriteNumber("id", (frame.Frame.Index * (MostObjects + 1)) + place + 1);
        json.WriteNumber("image_id", frame.Frame.Index);
        json.WriteNumber("category_id", o.ClassId);
        json.WritePropertyName("bbox");
        WriteNumbers(json, o.Box.X, o.Box.Y, o.Box.Width, o.Box.Height);
        json.WriteNumber("area", frame.Area(place));
        json.WriteNumber("iscrowd", 0);
        WriteMask(json, frame, place);
        if (frame.ClassOf(o.ClassId) is { Keypoints.Count: > 0 } c)
            WriteKeypoints(json, o, c.Keypoints.Count);
        json.WriteNumber("instance_id", o.InstanceId);
        json.WriteNumber("visibility", o.Visibility);
        json.WriteNumber("truncation", o.Truncation);
        json.WritePropertyName("amodal_bbox");
        WriteNumbers(json, o.AmodalBox.X, o.AmodalBox.Y, o.AmodalBox.Width, o.AmodalBox.Height);
        json.WriteStartObject("box3d");
        json.WritePropertyName("center");
        WriteNumbers(json, o.Box3D.Center.X, o.Box3D.Center.Y, o.Box3D.Center.Z);
        json.WritePropertyName("size");
        WriteNumbers(json, o.Box3D.Size.X, o.Box3D.Size.Y, o.Box3D.Size.Z);
        json.WritePropertyName("rotation");
        WriteNumbers(json, o.Box3D.Rotation.X, o.Box3D.Rotation.Y, o.Box3D.Rotation.Z, o.Box3D.Rotation.W);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteMask(Utf8JsonWriter json, DatasetFrame frame, int place)
    {
        if (_masks == MaskEncoding.RunLengths)
        {
            json.WriteStartObject("segmentation");
            json.WritePropertyName("size");
            WriteNumbers(json, Options.Height, Options.Width);
            json.WriteString("counts", frame.RunLengths(place));
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray("segmentation");
        foreach (int[] polygon in _masks == MaskEncoding.Polygons ? frame.Polygons(place) : [])
        {
            json.WriteStartArray();
            foreach (int coordinate in polygon)
                json.WriteNumberValue(coordinate);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteKeypoints(Utf8JsonWriter json, LabelledObject o, int count)
    {
        int known = 0;
        json.WriteStartArray("keypoints");
        for (int i = 0; i < count; i++)
        {
            // A point that is not in the picture is 0, 0, 0 in COCO.
            LabelledKeypoint point = i < o.Keypoints.Count && o.Keypoints[i].Visibility > 0 ? o.Keypoints[i] : default;
            known += point.Visibility > 0 ? 1 : 0;
            json.WriteNumberValue(point.Position.X);
            json.WriteNumberValue(point.Position.Y);
            json.WriteNumberValue(point.Visibility);
        }

        json.WriteEndArray();
        json.WriteNumber("num_keypoints", known);
    }

    private static void WriteNumbers(Utf8JsonWriter json, params ReadOnlySpan<float> numbers)
    {
        json.WriteStartArray();
        foreach (float number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
