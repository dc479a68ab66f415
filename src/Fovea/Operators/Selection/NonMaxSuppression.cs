using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Selection;

/// <summary>
/// ONNX <c>NonMaxSuppression</c>: for each image and class the boxes by falling score, without those that overlap one that was taken
/// already: rows of image, class and box. Inputs are boxes [images, boxes, 4], scores [images, classes, boxes], the most boxes a class, the
/// overlap (intersection over union) from which a box falls away, and the least score.
/// </summary>
/// <remarks>A box is two opposite corners (y, x, y, x) in either order, or with <c>center_point_box</c> centre and size (x, y, w, h).</remarks>
public sealed class NonMaxSuppression : SelectionOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public NonMaxSuppression(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float boxes, float scores, index? max_output_boxes_per_class, float? iou_threshold, float? score_threshold";

    internal override IReadOnlyList<Tensor> Select(IReadOnlyList<Tensor?> inputs)
    {
        Tensor boxes = Needed(inputs, 0), scores = Needed(inputs, 1);
        if (boxes.Shape.Rank != 3 || boxes.Shape[2] != 4 || scores.Shape.Rank != 3 || scores.Shape[0] != boxes.Shape[0] || scores.Shape[2] != boxes.Shape[1])
            throw new ModelException($"{Node}: boxes {boxes.Shape} and scores {scores.Shape} do not go together; [images, boxes, 4] and [images, classes, boxes] do.");
        long most = inputs.ElementAtOrDefault(2)?.ToIntegers().FirstOrDefault() ?? 0;
        float overlap = inputs.ElementAtOrDefault(3)?.ToSingles().FirstOrDefault() ?? 0;
        float? least = inputs.ElementAtOrDefault(4)?.ToSingles().FirstOrDefault();
        Box[] all = Boxes(boxes.ToSingles());
        float[] values = scores.ToSingles();
        int classes = scores.Shape[1], count = scores.Shape[2];
        var rows = new List<long>();
        for (int image = 0; image < scores.Shape[0]; image++)
        {
            for (int label = 0; label < classes; label++)
            {
                ReadOnlySpan<float> own = values.AsSpan(((image * classes) + label) * count, count);
                foreach (int box in Suppress(all.AsSpan(image * count, count), own, most, overlap, least))
                    rows.AddRange(new long[] { image, label, box });
            }
        }

        return new[] { Tensor.Of<long>(new Shape(rows.Count / 3, 3), rows.ToArray()) };
    }

    private static List<int> Suppress(ReadOnlySpan<Box> boxes, ReadOnlySpan<float> scores, long most, float overlap, float? least)
    {
        var taken = new List<int>();
        float[] ranked = scores.ToArray();
        // Stable, so of equal scores the first box comes first.
        foreach (int box in Enumerable.Range(0, ranked.Length).Where(i => least is null || ranked[i] > least).OrderByDescending(i => ranked[i]))
        {
            if (taken.Count >= most)
                break;
            bool falls = false;
            foreach (int other in taken)
                falls |= boxes[box].Overlap(boxes[other]) > overlap;
            if (!falls)
                taken.Add(box);
        }

        return taken;
    }

    private Box[] Boxes(float[] values)
    {
        bool byCentre = Node.Attributes.Flag("center_point_box");
        var boxes = new Box[values.Length / 4];
        for (int i = 0; i < boxes.Length; i++)
        {
            (float a, float b, float c, float d) = (values[4 * i], values[(4 * i) + 1], values[(4 * i) + 2], values[(4 * i) + 3]);
            boxes[i] = byCentre
                ? new Box(a - (c / 2), b - (d / 2), a + (c / 2), b + (d / 2))
                : new Box(Math.Min(b, d), Math.Min(a, c), Math.Max(b, d), Math.Max(a, c));
        }

        return boxes;
    }

    private readonly record struct Box(float Left, float Top, float Right, float Bottom)
    {
        private float Area => (Right - Left) * (Bottom - Top);

        public float Overlap(Box other)
        {
            float width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left), height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
            if (width <= 0 || height <= 0 || Area <= 0 || other.Area <= 0)
                return 0;
            return width * height / (Area + other.Area - (width * height));
        }
    }
}
