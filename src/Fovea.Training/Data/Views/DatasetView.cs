using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Capture;

namespace Fovea.Training.Data.Views;

/// <summary>A dataset to be looked at, picture by picture, in whichever of the known forms it is.</summary>
public abstract class DatasetView
{
    private protected DatasetView(string path, string format) => (Source, Format) = (path, format);

    /// <summary>The folder or file.</summary>
    public string Source { get; }

    /// <summary>Which form it is in: COCO, YOLO, Cityscapes, SOLO.</summary>
    public string Format { get; }

    /// <summary>Its classes.</summary>
    public abstract IReadOnlyList<ViewClass> Classes { get; }

    /// <summary>How many pictures it has.</summary>
    public abstract int Count { get; }

    /// <summary>Opens a dataset.</summary>
    /// <param name="path">Its folder, or COCO's JSON.</param>
    /// <exception cref="DataException">It is none of the known forms, or something in it is wrong; the message names it.</exception>
    public static DatasetView Open(string path)
    {
        if (File.Exists(path))
            return new CocoView(path);
        if (!Directory.Exists(path))
            throw new DataException($"There is no folder '{path}' (looked for {Path.GetFullPath(path)}).");
        bool Has(string folder) => Directory.Exists(Path.Combine(path, folder));
        DatasetView? view = Has("leftImg8bit") ? new CityscapesView(path)
            : Directory.EnumerateDirectories(path, "sequence.*").Any() ? new SoloView(path)
            : Has("labels") && Has("images") ? new YoloView(path)
            : CocoFile.FindIn(path) is { } json ? new CocoView(json) : null;
        return view is { Count: > 0 } ? view : throw new DataException(view is not null ? $"'{path}' has no pictures."
            : $"The folder '{path}' is no dataset in the form of COCO (annotations/*.json), YOLO (images and labels), Cityscapes (leftImg8bit and gtFine) or SOLO (sequence.0 and so on).");
    }

    /// <summary>Reads a picture and its labels.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="DataException">A label is wrong; the message names it.</exception>
    /// <exception cref="PictureException">The picture is missing or damaged.</exception>
    public abstract ViewFrame Load(int index);

    /// <summary>The classes of a dataset that Fovea made, by their numbers; none where it is another's.</summary>
    internal static IReadOnlyDictionary<int, ViewClass> Manifest(string folder)
    {
        string path = Path.Combine(folder, "dataset.json");
        if (!File.Exists(path))
            return new Dictionary<int, ViewClass>();
        try
        {
            using JsonDocument manifest = JsonDocument.Parse(TextLines.Bytes(path));
            return manifest.RootElement.GetProperty("dataset").GetProperty("classes").EnumerateArray().ToDictionary(
                c => c.GetProperty("id").GetInt32(), c => new ViewClass(c.GetProperty("name").GetString()!, c.GetProperty("color").GetInt32() & 0xFFFFFF));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new DataException($"'{path}' is no manifest of a dataset of Fovea: {e.Message}", e);
        }
    }

    /// <summary>The colour of the class of a name in such a manifest.</summary>
    private protected static int? ColorIn(IReadOnlyDictionary<int, ViewClass> manifest, string name) => manifest.Values.FirstOrDefault(c => c.Name == name)?.Color;
}
