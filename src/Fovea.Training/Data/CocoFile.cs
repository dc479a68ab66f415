using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Capture;
using Fovea.Vision;

namespace Fovea.Training.Data;

/// <summary>
/// COCO's JSON of objects: <c>images</c>, <c>annotations</c> with <c>bbox</c> (x, y, width, height in pixels), <c>area</c> and <c>iscrowd</c>,
/// and <c>categories</c>. The pictures lie beside the file, or in a folder <c>images</c> beside it or beside its folder.
/// </summary>
/// <remarks>Class numbers are the places of the categories in the order of their ids, which have gaps.</remarks>
public static class CocoFile
{
    /// <summary>The one such file in a folder or in its folder <c>annotations</c>; null where there is none.</summary>
    /// <exception cref="DataException">There are several.</exception>
    public static string? FindIn(string folder)
    {
        // Datasets that scenes are turned into have a file beside the labels that says what they are made of.
        string[] files = new[] { folder, Path.Combine(folder, "annotations") }.Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.json"))
            .Where(f => Path.GetFileName(f) != "dataset.json").Order(StringComparer.Ordinal).ToArray();
        return files.Length < 2 ? files.FirstOrDefault()
            : throw new DataException($"The folder '{folder}' has several JSON files: {string.Join(", ", files.Select(Path.GetFileName))}. Name the one with the labels.");
    }

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It is no such file; the message names line and entry.</exception>
    public static LabelledSet<BoxExample> Read(string path)
    {
        JsonEntries entries = JsonEntries.Read(path, "images", "annotations", "categories");
        (long Id, string Name)[] categories = entries.Of("categories").Select(e => (e.Integer("id"), e.Text("name"))).OrderBy(c => c.Item1).ToArray();
        Dictionary<long, int> numbers = categories.Select((c, i) => (c.Id, i)).GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().i);
        var pictures = new Dictionary<long, (string File, List<ObjectLabel> Labels)>();
        foreach (JsonEntry image in entries.Of("images"))
        {
            string file = Find(path, image.Text("file_name")) ?? throw image.Wrong($"there is no picture '{image.Text("file_name")}' beside this file or in a folder 'images'");
            if (!pictures.TryAdd(image.Integer("id"), (file, new List<ObjectLabel>())))
                throw image.Wrong($"another image has the id {image.Integer("id")} already");
        }

        foreach (JsonEntry annotation in entries.Of("annotations"))
        {
            if (!pictures.TryGetValue(annotation.Integer("image_id"), out (string File, List<ObjectLabel> Labels) picture))
                throw annotation.Wrong($"there is no image with the id {annotation.Integer("image_id")}");
            if (!numbers.TryGetValue(annotation.Integer("category_id"), out int number))
                throw annotation.Wrong($"there is no category with the id {annotation.Integer("category_id")}");
            double[] box = annotation.Numbers("bbox", 4);
            if (box[2] < 0 || box[3] < 0)
                throw annotation.Wrong("'bbox' has a negative width or height; x, y, width and height are expected");
            picture.Labels.Add(new ObjectLabel(
                new Box((float)box[0], (float)box[1], (float)box[2], (float)box[3]), number, annotation.NumberOrNone("area"), annotation.NumberOrNone("iscrowd") is > 0));
        }

        BoxExample[] examples = pictures.OrderBy(p => p.Key)
            .Select(p => new BoxExample(Path.GetFileName(p.Value.File), () => Picture.Load(p.Value.File), p.Value.Labels, areShares: false)).ToArray();
        return examples.Length > 0 ? new LabelledSet<BoxExample>(path, categories.Select(c => c.Name).ToArray(), examples) : throw new DataException($"{path} lists no image.");
    }

    /// <summary>Where the picture is that such a file names; null where it is nowhere.</summary>
    internal static string? Find(string json, string picture)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(json))!;
        string[] places = [folder, Path.Combine(folder, "images"), Path.Combine(Path.GetDirectoryName(folder) ?? folder, "images")];
        return places.Select(p => Path.Combine(p, picture)).FirstOrDefault(File.Exists);
    }
}
