using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Capture;
using Fovea.Vision;

namespace Fovea.Training.Data.Views;

/// <summary>SOLO, as Unity's Perception package writes it: boxes, keypoints, and masks by the colours of pictures.</summary>
internal sealed class SoloView : DatasetView
{
    private readonly string[] _frames;
    private readonly List<ViewClass> _classes = new();
    private readonly Dictionary<string, int> _places = new();

    public SoloView(string folder)
        : base(folder, "SOLO")
    {
        _frames = Directory.EnumerateDirectories(folder, "sequence.*").OrderBy(NumberOf)
            .SelectMany(d => Directory.EnumerateFiles(d, "step*.frame_data.json").OrderBy(f => NumberOf(f[..^".frame_data.json".Length]))).ToArray();
        IReadOnlyDictionary<int, ViewClass> manifest = Manifest(folder);
        string definitions = Path.Combine(folder, "annotation_definitions.json");
        if (!File.Exists(definitions))
            return;
        using JsonDocument json = Parse(definitions);
        try
        {
            foreach (JsonElement definition in List(json.RootElement, "annotationDefinitions", definitions))
            {
                foreach (JsonElement label in definition.TryGetProperty("spec", out JsonElement spec) && spec.ValueKind == JsonValueKind.Array ? spec.EnumerateArray() : default)
                {
                    if (label.TryGetProperty("label_name", out _))
                        PlaceOf(Text(label, "label_name"), ColorIn(manifest, Text(label, "label_name")));
                }
            }
        }
        catch (Exception e) when (IsWrongValue(e))
        {
            throw new DataException($"{definitions} does not define annotations as SOLO does: {e.Message}", e);
        }
    }

    public override IReadOnlyList<ViewClass> Classes => _classes;

    public override int Count => _frames.Length;

    public override ViewFrame Load(int index)
    {
        string path = _frames[index], folder = Path.GetDirectoryName(path)!;
        using JsonDocument json = Parse(path);
        try
        {
            JsonElement capture = List(json.RootElement, "captures", path).FirstOrDefault(c => Type(c) == "RGBCamera");
            if (capture.ValueKind != JsonValueKind.Object)
                throw new DataException($"{path}: there is no capture of an RGBCamera.");
            string file = Path.Combine(folder, Text(capture, "filename"));
            Picture picture = Picture.Load(file);
            JsonElement[] annotations = capture.TryGetProperty("annotations", out JsonElement all) ? all.EnumerateArray().ToArray() : [];
            ILookup<long, Vector2> points = Of(annotations, "Keypoint").SelectMany(Points).ToLookup(p => p.Instance, p => p.Place);
            ViewObject[] objects = Of(annotations, "BoundingBox2D").SelectMany(a => a.GetProperty("values").EnumerateArray()).Select(v => new ViewObject(
                new Box(Number(v, "origin", 0), Number(v, "origin", 1), Number(v, "dimension", 0), Number(v, "dimension", 1)),
                PlaceOf(Text(v, "labelName")), points[v.GetProperty("instanceId").GetInt64()].ToArray())).ToArray();
            return new ViewFrame(Path.GetRelativePath(Source, file), picture, objects, Mask(annotations, folder, picture));
        }
        catch (Exception e) when (IsWrongValue(e))
        {
            throw new DataException($"{path} is no frame of SOLO: {e.Message}", e);
        }
    }

    private ViewMask? Mask(JsonElement[] annotations, string folder, Picture picture)
    {
        JsonElement semantic = Of(annotations, "SemanticSegmentation").FirstOrDefault(), instances = Of(annotations, "InstanceSegmentation").FirstOrDefault();
        if (semantic.ValueKind != JsonValueKind.Object && instances.ValueKind != JsonValueKind.Object)
            return null;
        var mask = new ViewMask(picture.Width, picture.Height);
        Paint(semantic, "pixelValue", (at, place, _) => mask.Classes[at] = (short)place);
        Paint(instances, "color", (at, place, color) => (mask.Classes[at], mask.Objects[at]) = ((short)place, color));
        return mask;

        void Paint(JsonElement annotation, string colorName, Action<int, int, int> set)
        {
            if (annotation.ValueKind != JsonValueKind.Object)
                return;
            var places = new Dictionary<int, int>();
            foreach (JsonElement i in annotation.GetProperty("instances").EnumerateArray())
                places[((int)Number(i, colorName, 0) << 16) | ((int)Number(i, colorName, 1) << 8) | (int)Number(i, colorName, 2)] = PlaceOf(Text(i, "labelName"));
            string file = Path.Combine(folder, Text(annotation, "filename"));
            Picture colors = Picture.Load(file);
            if (colors.Width != picture.Width || colors.Height != picture.Height)
                throw new DataException($"'{file}' is of {colors.Width}x{colors.Height} pixels, but its picture of {picture.Width}x{picture.Height}.");
            for (int at = 0; at < mask.Classes.Length; at++)
            {
                ReadOnlySpan<byte> p = colors.Rgba.Slice(4 * at, 4);
                int color = (p[0] << 16) | (p[1] << 8) | p[2];
                if (places.TryGetValue(color, out int place))
                    set(at, place, color);
            }
        }
    }

    private static IEnumerable<(long Instance, Vector2 Place)> Points(JsonElement annotation) =>
        from value in annotation.GetProperty("values").EnumerateArray()
        from point in value.GetProperty("keypoints").EnumerateArray()
        where point.GetProperty("state").GetInt32() > 0
        select (value.GetProperty("instanceId").GetInt64(), new Vector2(Number(point, "location", 0), Number(point, "location", 1)));

    private static IEnumerable<JsonElement> Of(JsonElement[] annotations, string kind) => annotations.Where(a => Type(a) == kind + "Annotation");

    private static string Type(JsonElement element) => Text(element, "@type").Split('.')[^1];

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null; a text is expected.");

    // What reading JSON of another shape throws.
    private static bool IsWrongValue(Exception e) => e is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException;

    private static float Number(JsonElement element, string name, int place) => element.GetProperty(name)[place].GetSingle();

    private static JsonElement[] List(JsonElement element, string name, string path) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().ToArray() : throw new DataException($"{path} lacks '{name}', a list.");

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(TextLines.Bytes(path));
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}, line {e.LineNumber + 1}: this is no JSON.", e);
        }
    }

    // The digits at the end.
    private static long NumberOf(string path) =>
        long.TryParse(string.Concat(path.Reverse().TakeWhile(char.IsAsciiDigit).Reverse()), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;

    private int PlaceOf(string name, int? color = null)
    {
        if (_places.TryGetValue(name, out int place))
            return place;
        if (_classes.Count > short.MaxValue)
            throw new FormatException($"there are more than {_classes.Count} classes, which is all that can be shown.");
        _places.Add(name, _classes.Count);
        _classes.Add(new ViewClass(name, color));
        return _classes.Count - 1;
    }
}
