using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Datasets.Sheet;
using Fovea.Scenes.Labels;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class ContactSheetTests
{
    public static TheoryData<string> Formats() => new(DatasetFormats.Names);

    [Theory, MemberData(nameof(Formats))]
    public void It_needs_nothing_but_the_files_beside_it(string format)
    {
        using var data = new DatasetFixture(FramePainter.Options(format, count: 60) with { Scene = "town & <b>road</b> \"1\"", Channels = DatasetChannels.Depth });
        string page = File.ReadAllText(data.File("index.html"));

        string[] links = Regex.Matches(page, "(?:src|href)=\"([^\"]*)\"").Select(m => Uri.UnescapeDataString(m.Groups[1].Value)).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(data.File(link)), link));
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>road", page, StringComparison.Ordinal);
        Assert.Contains("town &amp; &lt;b&gt;road&lt;/b&gt; &quot;1&quot;", page, StringComparison.Ordinal);
        // 48 of the 60 frames, evenly.
        Assert.Equal(48, Regex.Count(page, "<figure>"));
        Assert.Equal(48, Regex.Matches(page, "<figcaption><b>(\\d+)</b>").Select(m => int.Parse(m.Groups[1].Value)).Distinct().Count());
        // What is opened is closed.
        foreach (string tag in new[] { "figure", "div", "svg", "g", "section", "table", "tr", "td", "p", "span", "text", "title" })
            Assert.Equal(Regex.Count(page, $"<{tag}[ >]"), Regex.Count(page, $"</{tag}>"));
    }

    [Fact]
    public void Boxes_and_masks_of_a_frame_lie_over_its_picture()
    {
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        string page = File.ReadAllText(data.File("index.html"));
        string figure = page.Split("<figure>").Single(f => f.Contains("alt=\"frame 2\"", StringComparison.Ordinal));

        Assert.Contains("src=\"images/000002.png\"", figure, StringComparison.Ordinal);
        Assert.Contains("viewBox=\"0 0 61 37\"", figure, StringComparison.Ordinal);
        LabelledFrame frame = FramePainter.Typical(2);
        Assert.Equal(frame.Objects.Select(o => o.Box), Regex.Matches(figure, "<rect class=\"boxes\" x=\"(.*?)\" y=\"(.*?)\" width=\"(.*?)\" height=\"(.*?)\"")
            .Select(m => new PixelBox(float.Parse(m.Groups[1].Value), float.Parse(m.Groups[2].Value), float.Parse(m.Groups[3].Value), float.Parse(m.Groups[4].Value))));
        // The corner of 9 by 8 pixels, as a path.
        Assert.Contains("d=\"M9 0 9 8 0 8 0 0Z\"", figure, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_count_all_frames()
    {
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        var statistics = new SheetStatistics(data.Options);
        foreach (DatasetFragment fragment in new DatasetParts(new Fovea.Scenes.Datasets.Files.DatasetFolder(data.Root), data.Options).Fragments)
            statistics.Add(fragment);
        LabelledFrame[] frames = Enumerable.Range(0, 9).Select(i => FramePainter.Typical(i)).ToArray();

        Assert.Equal(9, statistics.Frames);
        Assert.Equal(frames.Sum(f => f.Objects.Count), statistics.Objects);
        Assert.Equal(frames.Sum(f => f.Objects.Count(o => o.ClassId == 26)), statistics.ByClass[26]);
        Assert.Equal(8, statistics.FramesByClass[26]);
        Assert.Equal(frames.Sum(f => f.Identity.ToArray().Count(id => (byte)id == 7)), statistics.Pixels[7]);
        Assert.Equal(9 * 61 * 37, statistics.Pixels.Sum());
        Assert.Equal((8, 1), (statistics.FramesByObjects[8], statistics.FramesByObjects[0]));
        Assert.Equal(frames.Sum(f => f.Objects.Count), statistics.Positions.Cast<long>().Sum());
        // The corner's middle is (4.5, 4) of 61 x 37, in 32 columns and 19 rows: 2.36 and 2.05.
        Assert.Equal((32, 19), (SheetStatistics.PositionColumns, statistics.PositionRows));
        Assert.Equal(8, statistics.Positions[2, 2]);
        // Two cells for each doubling: sides 1, 1.42, 2, 2.83, 4, 5.66, 8.
        Assert.Equal([0, 0, 2, 3, 4, 5, 6], new[] { 0.5, 1, 2, 3, 4, 7, 8 }.Select(SheetStatistics.SizeCell));
        Assert.Equal([statistics.Objects, 0, 0], statistics.ByArea);
    }

    [Fact]
    public void Frames_that_are_missing_are_told_on_it()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        DatasetWriter writer = DatasetWriter.Open(folder.File("data"), FramePainter.Options("yolo"), FrameShard.Whole);
        writer.Write(FramePainter.Typical(1));
        writer.Join();
        Assert.Contains("frames 0, 2-8", File.ReadAllText(folder.File("data/index.html")));
    }
}
