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
/// shares of the picture. A picture without a label file shows nothing. <c>classes.txt</c> may name the classes, one a line.
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
        string namesFile = Path.Combine(folder, "classes.txt");
        IReadOnlyList<string> names = File.Exists(namesFile) ? ClassNames.Read(namesFile).Names : [];
        IReadOnlyList<string> pictures = PictureFiles.In(Path.Combine(folder, "images"));
        Dictionary<string, string> labels = Directory.GetFiles(Path.Combine(folder, "labels"), "*.txt").ToDictionary(f => Path.GetFileNameWithoutExtension(f));
        int? count = names.Count > 0 ? names.Count : classCount;
        var examples = new List<BoxExample>();
        foreach (string picture in pictures)
        {
            ObjectLabel[] objects = labels.Remove(Path.GetFileNameWithoutExtension(picture), out string? file) ? Objects(file, count) : [];
            examples.Add(new BoxExample(Path.GetFileName(picture), () => Picture.Load(picture), objects, areShares: true));
        }

        return labels.Count == 0
            ? new LabelledSet<BoxExample>(folder, names, examples)
            : throw new DataException($"{labels.Values.Order().First()}: there is no picture of that name in '{Path.Combine(folder, "images")}'.");
    }

    private static ObjectLabel[] Objects(string file, int? classCount) => TextLines.Read(file).Select(line =>
    {
        string where = $"{file}, line {line.Number}";
        string[] words = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var v = new float[4];
        bool reads = words.Length == 5;
        for (int i = 0; reads && i < 4; i++)
            reads = float.TryParse(words[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out v[i]) && v[i] is >= 0 and <= 1;
        if (!reads)
            throw new DataException($"{where}: 'class cx cy w h' is expected, with shares from 0 to 1 of the picture, not '{line.Text}'.");
        return new ObjectLabel(new Box(v[0] - (v[2] / 2), v[1] - (v[3] / 2), v[2], v[3]), Numbers.Class(words[0], classCount, where));
    }).ToArray();
}
