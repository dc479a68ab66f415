using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Formats;

/// <summary>
/// YOLO's text files: <c>images/train|val/NNNNNN.png</c>, <c>labels/train|val/NNNNNN.txt</c> with a line <c>class cx cy w h</c> for each object
/// in shares of the picture, and <c>data.yaml</c>. With <see cref="MaskEncoding.Polygons"/> a line is <c>class x1 y1 x2 y2 ...</c>.
/// </summary>
/// <remarks>Classes are numbered from 0: the things in the order of their numbers. A picture that shows nothing has an empty text file.</remarks>
public sealed class YoloFormat : DatasetFormat
{
    private readonly MaskEncoding _masks;
    private readonly Dictionary<byte, int> _numbers;

    /// <summary>Makes the format for a dataset.</summary>
    /// <param name="options">What the dataset is made of.</param>
    /// <exception cref="SceneException">Run lengths are asked for, which the format does not have, or no class is one of things.</exception>
    public YoloFormat(DatasetOptions options)
        : base(options)
    {
        NeedThings();
        _masks = options.Masks ?? MaskEncoding.None;
        if (_masks == MaskEncoding.RunLengths)
            throw new SceneException("YOLO's labels have no run lengths. Ask for polygons, or for no masks.");
        _numbers = Names.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
    }

    private IEnumerable<SceneClass> Names => Options.Things.OrderBy(c => c.Id);

    /// <inheritdoc/>
    public override void Write(DatasetFrame frame)
    {
        string split = Options.SplitOf(frame.Frame.Index), name = frame.Frame.Index.ToString("D6", CultureInfo.InvariantCulture);
        frame.WritePicture($"images/{split}/{name}");
        frame.Write($"labels/{split}/{name}.txt", file => file.Write(Encoding.ASCII.GetBytes(Labels(frame))));
        frame.WriteChannels((channel, ending) => $"{channel}/{split}/{name}.{ending}");
    }

    /// <inheritdoc/>
    public override void Join(DatasetParts parts)
    {
        // No 'path': readers take the folder of this file then, and the dataset may be moved. Ultralytics takes '.' from the current directory.
        // Readers want both keys, and folders that are there.
        bool hasTrain = parts.Frames.Any(f => !Options.IsForValidation(f)), hasValidation = parts.Frames.Any(Options.IsForValidation);
        var text = new StringBuilder();
        text.Append("# ").Append(Quoted(Options.Scene)).Append(", made by ").Append(Quoted(Options.Generator)).Append('\n');
        text.Append(hasTrain || !hasValidation ? "train: images/train\n" : "train: images/val\n");
        text.Append(hasValidation ? "val: images/val\n" : "val: images/train\n");
        text.Append(CultureInfo.InvariantCulture, $"nc: {_numbers.Count}\nnames:\n");
        foreach (SceneClass c in Names)
            text.Append(CultureInfo.InvariantCulture, $"  {_numbers[c.Id]}: {Quoted(c.Name)}\n");
        parts.Folder.Write("data.yaml", file => file.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private string Labels(DatasetFrame frame)
    {
        var text = new StringBuilder();
        for (int i = 0; i < frame.Objects.Count; i++)
        {
            LabelledObject o = frame.Objects[i];
            text.Append(CultureInfo.InvariantCulture, $"{_numbers[o.ClassId]}");
            if (_masks == MaskEncoding.Polygons)
            {
                // A line has room for one polygon.
                int[] polygon = frame.Polygons(i, single: true).FirstOrDefault()
                    ?? throw new InvalidOperationException($"Frame {frame.Frame.Index} lists the object {o.InstanceId} with {o.VisiblePixels} pixels, but its map shows none.");
                for (int at = 0; at < polygon.Length; at += 2)
                    Append(text, polygon[at], polygon[at + 1]);
            }
            else
            {
                Append(text, o.Box.X + (o.Box.Width / 2), o.Box.Y + (o.Box.Height / 2));
                Append(text, o.Box.Width, o.Box.Height);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, double x, double y) =>
        text.Append(CultureInfo.InvariantCulture, $" {x / Options.Width:0.########} {y / Options.Height:0.########}");

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'";
}
