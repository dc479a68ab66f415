using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Capture;
using Fovea.Training.Data;
using Fovea.Training.Metrics;
using Fovea.Vision;

namespace Fovea.Player.Evaluation;

/// <summary>Intersection over union and pixel accuracy of a segmenter, over the labelled pixels of the picture itself.</summary>
internal sealed class MaskMeasure : IMeasure<MaskExample, SegmentationResult>
{
    private readonly ClassMatching _matching;
    private readonly ConfusionMatrix _matrix;

    // What a network may say where none of its matched classes is: counts as wrong, and is no class of its own.
    private readonly int _other;

    public MaskMeasure(ClassMatching matching)
    {
        _matching = matching;
        _other = matching.Names.Count;
        _matrix = new ConfusionMatrix(_other + 1, ignore: -1);
    }

    public int NotFinite { get; private set; }

    public IReadOnlyDictionary<string, double?> Metrics => new Dictionary<string, double?>
    {
        ["mean IoU"] = Classes.Values.Average(),
        ["pixel accuracy"] = Number(_matrix.Accuracy),
        ["mean accuracy"] = Enumerable.Range(0, _other).Select(c => Number(_matrix.AccuracyOf(c))).Average(),
    };

    public IReadOnlyDictionary<string, double?> Classes =>
        _matching.Names.Select((name, i) => (name, Value: Number(_matrix.IntersectionOverUnion(i)))).ToDictionary(c => c.name, c => c.Value);

    public void Add(MaskExample example, Picture picture, SegmentationResult result)
    {
        NotFinite += result.NonFinite > 0 ? 1 : 0;
        ClassMap labels = example.LoadMap();
        if ((labels.Width, labels.Height) != (picture.Width, picture.Height))
            throw new DataException($"The mask of {example.Name} is {labels.Width} x {labels.Height}, but the picture is {picture.Width} x {picture.Height}.");
        for (int y = 0; y < labels.Height; y++)
        {
            for (int x = 0; x < labels.Width; x++)
            {
                byte label = labels.Classes[(y * labels.Width) + x];
                int wanted = label == ClassMap.Ignore ? -1 : _matching.OfData(label);
                if (wanted < 0 || At(result, x + 0.5f, y + 0.5f) is not { } number)
                    continue;
                int found = _matching.OfNetwork(number);
                _matrix.Add(wanted, found < 0 ? _other : found);
            }
        }
    }

    public string? Difference(SegmentationResult first, SegmentationResult second)
    {
        int all = first.Map.Length / 4, differ = 0;
        for (int i = 0; i < all; i++)
            differ += first.Map[4 * i] != second.Map[4 * i] || first.Map[(4 * i) + 2] != second.Map[(4 * i) + 2] ? 1 : 0;
        return differ == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{differ} of {all} pixels of the label map");
    }

    // The class at a place of the picture; null where the network did not look.
    private static int? At(SegmentationResult result, float x, float y)
    {
        ImageMapping mapping = result.Mapping;
        int column = (int)MathF.Floor((x - mapping.OffsetX) / mapping.ScaleX * result.Width), row = (int)MathF.Floor((y - mapping.OffsetY) / mapping.ScaleY * result.Height);
        if ((uint)column >= (uint)result.Width || (uint)row >= (uint)result.Height)
            return null;
        ReadOnlySpan<byte> pixel = result.Map.Slice(4 * ((row * result.Width) + column), 4);
        return pixel[3] == 0 ? null : pixel[0] | (pixel[2] << 8);
    }

    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}
