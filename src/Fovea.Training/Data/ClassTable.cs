using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>A folder of pictures with a <c>labels.csv</c>: columns <c>file</c> and <c>class_index</c>, others are passed over.</summary>
public static class ClassTable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "labels.csv";

    /// <summary>Reads one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classCount">How many classes there are; null where nobody knows.</param>
    /// <exception cref="DataException">It is no such folder; the message names file and line.</exception>
    public static LabelledSet<ClassExample> Read(string folder, int? classCount = null)
    {
        string path = Path.Combine(folder, FileName);
        IReadOnlyList<(int Number, string Text)> lines = TextLines.Read(path);
        string[] heading = lines.Count > 0 ? Fields(path, lines[0]).Select(f => f.Trim().ToLowerInvariant()).ToArray() : [];
        int file = Array.IndexOf(heading, "file"), index = Array.IndexOf(heading, "class_index");
        if (file < 0 || index < 0)
            throw new DataException($"{path}, line 1: a heading with the columns 'file' and 'class_index' is expected, not '{string.Join(',', heading)}'.");
        var examples = new List<ClassExample>();
        foreach ((int Number, string Text) line in lines.Skip(1))
        {
            string where = $"{path}, line {line.Number}";
            IReadOnlyList<string> fields = Fields(path, line);
            if (fields.Count != heading.Length)
                throw new DataException($"{where}: there are {fields.Count} fields under {heading.Length} columns. Names with commas stand in quotes.");
            int number = Numbers.Class(fields[index], classCount, where);
            string picture = PictureFiles.Expect(Path.Combine(folder, fields[file]), where);
            examples.Add(new ClassExample(fields[file], () => Picture.Load(picture), number));
        }

        return examples.Count > 0 ? new LabelledSet<ClassExample>(folder, [], examples) : throw new DataException($"{path} lists no picture.");
    }

    private static IReadOnlyList<string> Fields(string path, (int Number, string Text) line) =>
        CsvLine.Split(line.Text) ?? throw new DataException($"{path}, line {line.Number}: a quote is not closed.");
}
