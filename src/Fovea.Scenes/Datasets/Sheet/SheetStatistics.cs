using System;
using System.Linq;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets.Sheet;

/// <summary>What a contact sheet tells of all frames. Whole numbers only, so that the order of the frames does not matter.</summary>
internal sealed class SheetStatistics
{
    /// <summary>Cells of <see cref="Positions"/> across the picture.</summary>
    public const int PositionColumns = 32;

    /// <summary>Cells of <see cref="Sizes"/> that a doubling of a side takes.</summary>
    public const int CellsPerDoubling = 2;

    private readonly DatasetOptions _options;

    public SheetStatistics(DatasetOptions options)
    {
        _options = options;
        PositionRows = Math.Clamp((int)Math.Round((double)PositionColumns * options.Height / options.Width), 1, 128);
        Positions = new long[PositionRows, PositionColumns];
        int most = 1 + SizeCell(Math.Max(options.Width, options.Height));
        Sizes = new long[most, most];
    }

    /// <summary>Frames.</summary>
    public long Frames { get; private set; }

    /// <summary>Objects that count.</summary>
    public long Objects => ByClass.Sum();

    /// <summary>Objects that do not.</summary>
    public DroppedObjects Dropped { get; private set; }

    /// <summary>Objects of each class.</summary>
    public long[] ByClass { get; } = new long[256];

    /// <summary>Frames in which each class has objects.</summary>
    public long[] FramesByClass { get; } = new long[256];

    /// <summary>Pixels of each class.</summary>
    public long[] Pixels { get; } = new long[256];

    /// <summary>Objects of less than 32 x 32 pixels, of less than 96 x 96, and others, as COCO counts.</summary>
    public long[] ByArea { get; } = new long[3];

    /// <summary>Frames with so many objects; the last for more.</summary>
    public long[] FramesByObjects { get; } = new long[31];

    /// <summary>Cells of <see cref="Positions"/> down the picture.</summary>
    public int PositionRows { get; }

    /// <summary>How many boxes have their middle in each cell of the picture: [row, column].</summary>
    public long[,] Positions { get; }

    /// <summary>How many boxes are of a size: [height, width], cells of equal ratios, the first from one pixel on.</summary>
    public long[,] Sizes { get; }

    /// <summary>The cell of a side of a box.</summary>
    public static int SizeCell(double pixels) => Math.Max(0, (int)Math.Floor(CellsPerDoubling * Math.Log2(Math.Max(1, pixels))));

    /// <summary>Counts a frame.</summary>
    public void Add(DatasetFragment frame)
    {
        Frames++;
        Dropped += frame.Dropped;
        FramesByObjects[Math.Min(frame.Objects.Count, FramesByObjects.Length - 1)]++;
        foreach (byte c in frame.Objects.Select(o => o.Class).Distinct())
            FramesByClass[c]++;
        foreach ((byte c, long pixels) in frame.ClassPixels)
            Pixels[c] += pixels;
        foreach (FragmentObject o in frame.Objects)
        {
            ByClass[o.Class]++;
            ByArea[o.Pixels < 32 * 32 ? 0 : o.Pixels < 96 * 96 ? 1 : 2]++;
            PixelBox box = o.Box;
            int column = (int)((box.X + (box.Width / 2)) / _options.Width * PositionColumns), row = (int)((box.Y + (box.Height / 2)) / _options.Height * PositionRows);
            Positions[Math.Clamp(row, 0, PositionRows - 1), Math.Clamp(column, 0, PositionColumns - 1)]++;
            int most = Sizes.GetLength(0) - 1;
            Sizes[Math.Min(SizeCell(box.Height), most), Math.Min(SizeCell(box.Width), most)]++;
        }
    }

    /// <summary>The main counts.</summary>
    public DatasetSummary Summarize(DatasetParts parts) => new(
        Frames, _options.FrameCount, parts.Missing(), Objects, Dropped, _options.Things.OrderBy(c => c.Id).Select(c => (c.Name, ByClass[c.Id])).ToArray());
}
