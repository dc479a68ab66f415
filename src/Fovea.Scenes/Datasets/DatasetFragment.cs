using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets;

/// <summary>
/// What is kept of a frame for the files that list all: a file of JSON lines, written last, so that a frame is done when it is there. The first
/// line is the same in all formats; the others are the format's own.
/// </summary>
public sealed class DatasetFragment
{
    private readonly byte[] _bytes;
    private readonly int _records;

    private DatasetFragment(byte[] bytes, int records, JsonElement head)
    {
        (_bytes, _records) = (bytes, records);
        // A file cut at the end of a line looks whole but for this.
        if (head.GetProperty("records").GetInt64() != bytes.AsSpan(records).Count((byte)'\n'))
            throw new FormatException("Lines are missing.");
        Frame = head.GetProperty("frame").GetInt64();
        Files = head.GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToArray();
        JsonElement dropped = head.GetProperty("dropped");
        Dropped = new DroppedObjects(dropped.GetProperty("empty").GetInt64(), dropped.GetProperty("small").GetInt64(), dropped.GetProperty("hidden").GetInt64());
        Objects = head.GetProperty("objects").EnumerateArray().Select(o => new FragmentObject(
            (byte)o[0].GetInt32(), new PixelBox(o[1].GetSingle(), o[2].GetSingle(), o[3].GetSingle(), o[4].GetSingle()), o[5].GetInt32())).ToArray();
        ClassPixels = head.GetProperty("pixels").EnumerateArray().Select(c => ((byte)c[0].GetInt32(), c[1].GetInt64())).ToArray();
        IsOnSheet = head.TryGetProperty("outlines", out JsonElement outlines);
        Outlines = IsOnSheet ? outlines.EnumerateArray().Select(o => o.GetString()!).ToArray() : [];
    }

    /// <summary>The frame's number.</summary>
    public long Frame { get; }

    /// <summary>The files of the frame, the picture first: paths in the dataset.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>How many of its objects do not count.</summary>
    public DroppedObjects Dropped { get; }

    /// <summary>The objects that count.</summary>
    internal IReadOnlyList<FragmentObject> Objects { get; }

    /// <summary>How many pixels show each class that is seen; 0 is what has none.</summary>
    internal IReadOnlyList<(byte Class, long Pixels)> ClassPixels { get; }

    /// <summary>Whether it is on the contact sheet.</summary>
    internal bool IsOnSheet { get; }

    /// <summary>The outlines of its objects as paths of SVG, where the frame is on the contact sheet.</summary>
    internal IReadOnlyList<string> Outlines { get; }

    /// <summary>The format's own lines.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Records
    {
        get
        {
            for (int at = _records; at < _bytes.Length;)
            {
                int length = Array.IndexOf(_bytes, (byte)'\n', at) - at;
                yield return _bytes.AsMemory(at, length);
                at += length + 1;
            }
        }
    }

    /// <summary>Reads one; null where it is cut short, as after a loss of power.</summary>
    internal static DatasetFragment? Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = Array.IndexOf(bytes, (byte)'\n');
        if (end < 0 || bytes[^1] != '\n')
            return null;
        try
        {
            using JsonDocument head = JsonDocument.Parse(bytes.AsMemory(0, end));
            return new DatasetFragment(bytes, end + 1, head.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Writes that of a frame whose other files are written.</summary>
    internal static void Write(Stream file, DatasetFrame frame, bool isOnSheet)
    {
        using (var json = new Utf8JsonWriter(file, DatasetFrame.Json))
        {
            json.WriteStartObject();
            json.WriteNumber("frame", frame.Frame.Index);
            json.WriteNumber("records", frame.Records.Count((byte)'\n'));
            json.WriteStartArray("files");
            foreach (string path in frame.Files)
                json.WriteStringValue(path);
            json.WriteEndArray();
            json.WriteStartObject("dropped");
            json.WriteNumber("empty", frame.Dropped.Empty);
            json.WriteNumber("small", frame.Dropped.Small);
            json.WriteNumber("hidden", frame.Dropped.Hidden);
            json.WriteEndObject();
            json.WriteStartArray("objects");
            foreach (LabelledObject o in frame.Objects)
                WriteObject(json, o);
            json.WriteEndArray();
            WritePixels(json, frame.Frame);
            if (isOnSheet)
            {
                json.WriteStartArray("outlines");
                for (int i = 0; i < frame.Objects.Count; i++)
                    json.WriteStringValue(string.Concat(frame.Polygons(i).Select(p => $"M{string.Join(' ', p)}Z")));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        file.Write("\n"u8);
        file.Write(frame.Records);
    }

    private static void WritePixels(Utf8JsonWriter json, LabelledFrame frame)
    {
        var counts = new int[256];
        foreach (uint id in frame.Identity.Span[..(frame.Width * frame.Height)])
            counts[LabelledFrame.ClassOf(id)]++;
        json.WriteStartArray("pixels");
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            json.WriteStartArray();
            json.WriteNumberValue(i);
            json.WriteNumberValue(counts[i]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, LabelledObject o)
    {
        json.WriteStartArray();
        json.WriteNumberValue(o.ClassId);
        json.WriteNumberValue(o.Box.X);
        json.WriteNumberValue(o.Box.Y);
        json.WriteNumberValue(o.Box.Width);
        json.WriteNumberValue(o.Box.Height);
        json.WriteNumberValue(o.VisiblePixels);
        json.WriteEndArray();
    }
}
