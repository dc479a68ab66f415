using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Vision;

namespace Fovea.Training.Data;

/// <summary>
/// Boxes in the manner of YOLO: <c>images/NAME.jpg</c> and <c>labels/NAME.txt</c>, with a line <c>class cx cy w h</c> for each object, in
/// shares of the picture; or <c>class x1 y1 x2 y2 ...</c>, a polygon, of which the box is taken. Both folders may have the same folders in them,
/// such as train and val. A picture without a label file shows nothing. <c>classes.txt</c>, one a line, or <c>data.yaml</c> may name the classes.
/// </summary>
public static class YoloFolder
{
    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string folder) => Directory.Exists(Path.Combine(folder, "images")) && Directory.Exists(Path.Combine(folder, "labels"));

    /// <summary>Reads one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classCount">How many classes there are, where the folder names none; null where nobody knows.</param>
    /// <exception cref="DataException">It is no such folder; the message names file and line.</exception>
    public static LabelledSet<BoxExample> Read(string folder, int? classCount = null)
    {
        IReadOnlyList<string> names = Names(folder);
        int? count = names.Count > 0 ? names.Count : classCount;
        BoxExample[] examples = Files(folder).Select(f => new BoxExample(
            Path.GetFileName(f.Picture), () => Picture.Load(f.Picture), f.Labels is null ? [] : Objects(f.Labels, count), areShares: true)).ToArray();
        return new LabelledSet<BoxExample>(folder, names, examples);
    }

    /// <summary>The names of the classes; empty where the folder names none.</summary>
    /// <exception cref="DataException">The file that names them is wrong.</exception>
    internal static IReadOnlyList<string> Names(string folder)
    {
        string list = Path.Combine(folder, "classes.txt"), yaml = Path.Combine(folder, "data.yaml");
        return File.Exists(list) ? ClassNames.Read(list).Names : File.Exists(yaml) ? YoloNames.Read(yaml) : [];
    }

    /// <summary>The pictures with their label files, null for none, in the order of their paths.</summary>
    /// <exception cref="DataException">There is no picture, or a label file without one.</exception>
    internal static IReadOnlyList<(string Picture, string? Labels)> Files(string folder)
    {
        string images = Path.Combine(folder, "images"), labels = Path.Combine(folder, "labels");
        string[] parts = Directory.GetDirectories(images).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToArray();
        // Pictures may lie in 'images' itself, in folders of it, or both.
        bool hasOwn = parts.Length == 0 || Directory.EnumerateFiles(images).Any(PictureFile.HasExtension);
        return (hasOwn ? parts.Prepend("") : parts).SelectMany(part => Pair(Path.Combine(images, part), Path.Combine(labels, part))).ToArray();
    }

    /// <summary>The numbers of a line: the class's, then shares of the picture.</summary>
    /// <exception cref="DataException">It has others.</exception>
    internal static (int Class, float[] Shares) Line(string text, int? classCount, string where)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var shares = new float[Math.Max(0, words.Length - 1)];
        bool reads = words.Length == 5 || (words.Length >= 7 && words.Length % 2 == 1);
        for (int i = 0; reads && i < shares.Length; i++)
            reads = float.TryParse(words[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out shares[i]) && shares[i] is >= 0 and <= 1;
        return reads ? (Numbers.Class(words[0], classCount, where), shares)
            : throw new DataException($"{where}: 'class cx cy w h' is expected, with shares from 0 to 1 of the picture, or 'class x1 y1 x2 y2 x3 y3 ...', not '{Shortened(text)}'.");
    }

    private static IEnumerable<(string, string?)> Pair(string images, string labels)
    {
        Dictionary<string, string> files = !Directory.Exists(labels) ? [] : Directory.GetFiles(labels, "*.txt").ToDictionary(f => Path.GetFileNameWithoutExtension(f));
        List<(string, string?)> pairs = PictureFiles.In(images).Select(p => (p, files.Remove(Path.GetFileNameWithoutExtension(p), out string? file) ? file : null)).ToList();
        return files.Count == 0 ? pairs : throw new DataException($"{files.Values.Order().First()}: there is no picture of that name in '{images}'.");
    }

    private static ObjectLabel[] Objects(string file, int? classCount) => TextLines.Read(file).Select(line =>
    {
        (int number, float[] v) = Line(line.Text, classCount, $"{file}, line {line.Number}");
        if (v.Length == 4)
            return new ObjectLabel(new Box(v[0] - (v[2] / 2), v[1] - (v[3] / 2), v[2], v[3]), number);
        float[] x = v.Where((_, i) => i % 2 == 0).ToArray(), y = v.Where((_, i) => i % 2 == 1).ToArray();
        return new ObjectLabel(new Box(x.Min(), y.Min(), x.Max() - x.Min(), y.Max() - y.Min()), number);
    }).ToArray();

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
