using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Capture;
using Fovea.Vision;

namespace Fovea.Training.Data.Views;

/// <summary>COCO's objects, with masks and keypoints.</summary>
internal sealed class CocoView : DatasetView
{
    private readonly (JsonEntry Entry, string File)[] _images;
    private readonly ILookup<long, JsonEntry> _annotations;
    private readonly Dictionary<long, int> _places;

    public CocoView(string path)
        : base(path, "COCO")
    {
        JsonEntries entries = JsonEntries.Read(path, "images", "annotations", "categories");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        IReadOnlyDictionary<int, ViewClass> manifest = Manifest(Path.GetDirectoryName(folder) ?? folder);
        (long Id, string Name)[] categories = entries.Of("categories").Select(e => (e.Integer("id"), e.Text("name"))).OrderBy(c => c.Item1).ToArray();
        Classes = categories.Select(c => new ViewClass(c.Name, ColorIn(manifest, c.Name))).ToArray();
        _places = categories.Select((c, i) => (c.Id, i)).GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().i);
        _images = entries.Of("images").OrderBy(e => e.Integer("id")).Select(e => (e, CocoFile.Find(path, e.Text("file_name"))
            ?? throw e.Wrong($"there is no picture '{e.Text("file_name")}' beside this file or in a folder 'images'"))).ToArray();
        _annotations = entries.Of("annotations").ToLookup(e => e.Integer("image_id"));
    }

    public override IReadOnlyList<ViewClass> Classes { get; }

    public override int Count => _images.Length;

    public override ViewFrame Load(int index)
    {
        (JsonEntry image, string file) = _images[index];
        Picture picture = Picture.Load(file);
        ViewMask? mask = null;
        var objects = new List<ViewObject>();
        foreach (JsonEntry annotation in _annotations[image.Integer("id")])
        {
            int place = _places.TryGetValue(annotation.Integer("category_id"), out int known) ? known
                : throw annotation.Wrong($"there is no category with the id {annotation.Integer("category_id")}");
            double[] box = annotation.Numbers("bbox", 4);
            objects.Add(new ViewObject(new Box((float)box[0], (float)box[1], (float)box[2], (float)box[3]), place, Points(annotation)));
            bool hasMask = annotation.Value.TryGetProperty("segmentation", out JsonElement segmentation)
                && (segmentation.ValueKind == JsonValueKind.Object || (segmentation.ValueKind == JsonValueKind.Array && segmentation.GetArrayLength() > 0));
            if (hasMask)
                Fill(annotation, segmentation, mask ??= new ViewMask(picture.Width, picture.Height), place, objects.Count);
        }

        return new ViewFrame(Path.GetFileName(file), picture, objects, mask);
    }

    private static void Fill(JsonEntry annotation, JsonElement segmentation, ViewMask mask, int place, int number)
    {
        if (segmentation.ValueKind == JsonValueKind.Object)
        {
            CocoRuns.Fill(annotation, mask.Width, mask.Height, Set);
            return;
        }

        foreach (JsonElement polygon in segmentation.EnumerateArray())
        {
            if (polygon.ValueKind != JsonValueKind.Array || polygon.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Number))
                throw annotation.Wrong("'segmentation' is expected to be lists of numbers");
            PolygonFill.Fill(polygon.EnumerateArray().Select(v => v.GetDouble()).ToArray(), mask.Width, mask.Height, Set);
        }

        void Set(int at)
        {
            mask.Classes[at] = (short)place;
            mask.Objects[at] = number;
        }
    }

    private static Vector2[] Points(JsonEntry annotation)
    {
        if (!annotation.Value.TryGetProperty("keypoints", out JsonElement points) || points.ValueKind != JsonValueKind.Array)
            return [];
        double[] numbers = annotation.Numbers("keypoints", points.GetArrayLength());
        return numbers.Chunk(3).Where(p => p.Length == 3 && p[2] > 0).Select(p => new Vector2((float)p[0], (float)p[1])).ToArray();
    }
}
