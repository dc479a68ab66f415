using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Training.Data.Views;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Fovea.Training.Data;

/// <summary>
/// Cityscapes' folders: <c>leftImg8bit/SPLIT/CITY/NAME_leftImg8bit.png</c> and <c>gtFine/SPLIT/CITY/NAME_gtFine_labelIds.png</c>. The classes
/// are those of a <c>dataset.json</c> that Fovea wrote, or Cityscapes' own.
/// </summary>
public static class CityscapesFolder
{
    private const string Ending = "_leftImg8bit";

    // https://www.cityscapes-dataset.com, class definitions: numbers, names and colours of what is labelled.
    private static readonly (int Id, string Name, int Color)[] Standard =
    [
        (4, "static", 0x000000), (5, "dynamic", 0x6F4A00), (6, "ground", 0x510051), (7, "road", 0x804080), (8, "sidewalk", 0xF423E8), (9, "parking", 0xFAAAA0),
        (10, "rail track", 0xE6968C), (11, "building", 0x464646), (12, "wall", 0x66669C), (13, "fence", 0xBE9999), (14, "guard rail", 0xB4A5B4),
        (15, "bridge", 0x966464), (16, "tunnel", 0x96785A), (17, "pole", 0x999999), (18, "polegroup", 0x999999), (19, "traffic light", 0xFAAA1E),
        (20, "traffic sign", 0xDCDC00), (21, "vegetation", 0x6B8E23), (22, "terrain", 0x98FB98), (23, "sky", 0x4682B4), (24, "person", 0xDC143C),
        (25, "rider", 0xFF0000), (26, "car", 0x00008E), (27, "truck", 0x000046), (28, "bus", 0x003C64), (29, "caravan", 0x00005A), (30, "trailer", 0x00006E),
        (31, "train", 0x005064), (32, "motorcycle", 0x0000E6), (33, "bicycle", 0x770B20),
    ];

    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string folder) => Directory.Exists(Path.Combine(folder, "leftImg8bit")) && Directory.Exists(Path.Combine(folder, "gtFine"));

    /// <summary>Reads one. Numbers that are no class do not count.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DataException">It holds no picture, or its manifest is damaged.</exception>
    public static LabelledSet<MaskExample> Read(string folder)
    {
        IReadOnlyDictionary<int, ViewClass> classes = Classes(folder);
        string[] names = Enumerable.Range(0, classes.Keys.Max() + 1).Select(id => classes.TryGetValue(id, out ViewClass? c) ? c.Name : "").ToArray();
        MaskExample[] examples = Pictures(folder).Select(p => new MaskExample(Path.GetFileName(p), () => Picture.Load(p), () => Load(LabelsOf(folder, p) + "labelIds.png", names))).ToArray();
        return examples.Length > 0 ? new LabelledSet<MaskExample>(folder, names, examples)
            : throw new DataException($"The folder '{Path.Combine(folder, "leftImg8bit")}' holds no picture whose name ends in {Ending}.");
    }

    /// <summary>The pictures, in the order of their names.</summary>
    internal static string[] Pictures(string folder) => Directory.GetFiles(Path.Combine(folder, "leftImg8bit"), "*", SearchOption.AllDirectories)
        .Where(f => PictureFile.HasExtension(f) && Path.GetFileNameWithoutExtension(f).EndsWith(Ending, StringComparison.Ordinal))
        .OrderBy(Path.GetFileName, StringComparer.Ordinal).ToArray();

    /// <summary>The classes by their numbers.</summary>
    internal static IReadOnlyDictionary<int, ViewClass> Classes(string folder) =>
        DatasetView.Manifest(folder) is { Count: > 0 } manifest ? manifest : Standard.ToDictionary(c => c.Id, c => new ViewClass(c.Name, c.Color));

    /// <summary>The paths of a picture's labels, up to what differs.</summary>
    internal static string LabelsOf(string folder, string picture)
    {
        string path = Path.Combine(folder, "gtFine", Path.GetRelativePath(Path.Combine(folder, "leftImg8bit"), picture));
        return path[..^(Path.GetExtension(path).Length + Ending.Length)] + "_gtFine_";
    }

    /// <summary>The pixels of a mask.</summary>
    /// <exception cref="DataException">It is missing or damaged, or of another size than is expected.</exception>
    internal static TPixel[] Pixels<TPixel>(string path, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using Image<TPixel> image = Open<TPixel>(path);
        if (image.Width != width || image.Height != height)
            throw new DataException($"'{path}' is of {image.Width}x{image.Height} pixels, but its picture of {width}x{height}.");
        var pixels = new TPixel[image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return pixels;
    }

    private static ClassMap Load(string path, string[] names)
    {
        using Image<L8> image = Open<L8>(path);
        var pixels = new L8[image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return new ClassMap(image.Width, image.Height, pixels.Select(p => p.PackedValue < names.Length && names[p.PackedValue].Length > 0 ? p.PackedValue : ClassMap.Ignore).ToArray());
    }

    private static Image<TPixel> Open<TPixel>(string path)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        byte[] file = TextLines.Bytes(path);
        try
        {
            return Image.Load<TPixel>(file.AsSpan());
        }
        catch (Exception e) when (e is UnknownImageFormatException or InvalidImageContentException)
        {
            throw new DataException($"The mask '{path}' is damaged: {e.Message}", e);
        }
    }
}
