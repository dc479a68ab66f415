using System.IO;
using System.Linq;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using Fovea.Training.Data;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class YoloFormatTests
{
    [Theory]
    [InlineData(MaskEncoding.None)]
    [InlineData(MaskEncoding.Polygons)]
    public void The_reader_of_evaluation_finds_the_same_boxes_and_pictures(MaskEncoding masks)
    {
        using var data = new DatasetFixture(FramePainter.Options("yolo", count: 20) with { Masks = masks, ValidationShare = 0.4 });
        LabelledSet<BoxExample> set = LabelledData.OpenBoxes(data.Root);

        Assert.Equal(["person", "car"], set.Classes);
        Assert.Equal(20, set.Examples.Count);
        foreach (BoxExample example in set.Examples)
        {
            LabelledFrame frame = FramePainter.Typical(int.Parse(Path.GetFileNameWithoutExtension(example.Name)));
            var labels = example.Labels(61, 37);
            Assert.Equal(frame.Objects.Select(o => o.ClassId == 24 ? 0 : 1), labels.Select(l => l.Class));
            foreach ((LabelledObject o, ObjectLabel label) in frame.Objects.Zip(labels))
            {
                Assert.Equal(o.Box.X, label.Box.X, 1e-4f);
                Assert.Equal(o.Box.Y, label.Box.Y, 1e-4f);
                Assert.Equal(o.Box.Width, label.Box.Width, 1e-4f);
                Assert.Equal(o.Box.Height, label.Box.Height, 1e-4f);
            }

            Assert.Equal(frame.Color.ToArray(), example.Load().Rgba.ToArray());
        }
    }

    [Fact]
    public void A_line_is_the_class_and_shares_of_the_picture()
    {
        using var data = new DatasetFixture(FramePainter.Options("yolo", 64, 32, 7));
        // The first object of the frame: x 0..9, y 0..8, a car; middle (4.5/64, 4/32).
        Assert.Equal("1 0.0703125 0.125 0.140625 0.25", File.ReadLines(data.File("labels/train/000000.txt")).First());
        Assert.Equal("", File.ReadAllText(data.File("labels/train/000006.txt")));
        Assert.Equal(
            "# 'hand made', made by 'Fovea'\ntrain: images/train\nval: images/train\nnc: 2\nnames:\n  0: 'person'\n  1: 'car'\n",
            File.ReadAllText(data.File("data.yaml")));
    }

    [Theory]
    [InlineData(0.1, 10, "train: images/train\nval: images/train\n")]
    [InlineData(0.1, 11, "train: images/train\nval: images/val\n")]
    [InlineData(1, 3, "train: images/val\nval: images/val\n")]
    public void Only_folders_that_have_frames_are_named(double share, int count, string expected)
    {
        // With a tenth for validation the first such frame is number 10.
        using var data = new DatasetFixture(FramePainter.Options("yolo", count: count) with { ValidationShare = share });
        string[] lines = File.ReadAllLines(data.File("data.yaml"));
        Assert.Contains(expected, string.Join('\n', lines) + "\n");
        Assert.DoesNotContain(lines, l => l.StartsWith("path:", System.StringComparison.Ordinal));
        Assert.All(lines.Where(l => l.Contains(": images/", System.StringComparison.Ordinal)), l => Assert.NotEmpty(Directory.GetFiles(data.File(l.Split(' ')[1]))));
    }

    [Fact]
    public void The_share_for_validation_depends_on_the_number_alone()
    {
        DatasetOptions options = FramePainter.Options("yolo", count: 4000) with { ValidationShare = 0.25 };
        long[] frames = Enumerable.Range(0, 4000).Select(i => (long)i).Where(options.IsForValidation).ToArray();
        // Binomial: 1000 with a deviation of 27.
        Assert.InRange(frames.Length, 890, 1110);
        Assert.Equal(frames.Where(f => f is >= 700 and < 900), Enumerable.Range(700, 200).Select(i => (long)i)
            .Where((options with { FirstFrame = 700, FrameCount = 200, Seed = 99 }).IsForValidation));
        // A larger share has those of a smaller one.
        Assert.All(frames, f => Assert.True((options with { ValidationShare = 0.3 }).IsForValidation(f)));
        Assert.False((options with { ValidationShare = 0 }).IsForValidation(frames[0]));
        Assert.True((options with { ValidationShare = 1 }).IsForValidation(1));
    }

    [Fact]
    public void Run_lengths_are_refused() => Assert.Contains(
        "no run lengths",
        Assert.Throws<SceneException>(() => DatasetFormats.Create(FramePainter.Options("yolo") with { Masks = MaskEncoding.RunLengths })).Message);
}
