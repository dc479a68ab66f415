using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Fovea.Capture;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using Fovea.Training.Data;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class CocoFormatTests : IDisposable
{
    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    private string Root => Path.Combine(_folder.Location, "data");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MaskEncoding.None)]
    [InlineData(MaskEncoding.RunLengths)]
    [InlineData(MaskEncoding.Polygons)]
    public void The_labels_are_as_the_schema_says(MaskEncoding masks)
    {
        Write(FramePainter.Options("coco") with { Masks = masks });
        JsonNode file = Labels();

        Assert.Empty(JsonSchemaCheck.Errors(DatasetFixture.Schema("coco"), file));
        JsonArray annotations = file["annotations"]!.AsArray();
        Assert.Equal(annotations.Count, annotations.Select(a => (long)a!["id"]!).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 9), file["images"]!.AsArray().Select(i => (int)i!["id"]!));
        Assert.All(annotations, a => Assert.Equal(masks == MaskEncoding.RunLengths, a!["segmentation"] is JsonObject));
        Assert.All(annotations, a => Assert.Equal(masks == MaskEncoding.None, a!["segmentation"] is JsonArray { Count: 0 }));
    }

    [Fact]
    public void A_schema_that_is_broken_is_noticed()
    {
        Write(FramePainter.Options("coco"));
        foreach (Action<JsonNode> harm in new Action<JsonNode>[]
        {
            f => f.AsObject().Remove("images"),
            f => f["annotations"]![0]!["id"] = 0,
            f => f["annotations"]![0]!["segmentation"]!["counts"] = "abc{",
            f => f["annotations"]![0]!["bbox"]!.AsArray().RemoveAt(3),
            f => f["categories"]![0]!["name"] = 3,
        })
        {
            JsonNode file = Labels();
            harm(file);
            Assert.Single(JsonSchemaCheck.Errors(DatasetFixture.Schema("coco"), JsonNode.Parse(file.ToJsonString())));
        }
    }

    [Fact]
    public void Objects_are_those_of_the_frame()
    {
        Write(FramePainter.Options("coco"));
        JsonNode file = Labels();
        LabelledFrame frame = FramePainter.Typical(2);
        JsonNode[] found = file["annotations"]!.AsArray().Where(a => (int)a!["image_id"]! == 2).Select(a => a!).ToArray();

        Assert.Equal(frame.Objects.Select(o => o.InstanceId), found.Select(a => (uint)a["instance_id"]!));
        foreach ((LabelledObject o, JsonNode a) in frame.Objects.Zip(found))
        {
            Assert.Equal([o.Box.X, o.Box.Y, o.Box.Width, o.Box.Height], a["bbox"]!.AsArray().Select(v => (float)v!));
            Assert.Equal(o.ClassId, (int)a["category_id"]!);
            Assert.Equal(o.VisiblePixels, (int)a["area"]!);
            Assert.Equal(o.Visibility, (float)a["visibility"]!);
            Assert.Equal([1.5f, -0.25f, 10f], a["box3d"]!["center"]!.AsArray().Select(v => (float)v!));
            Assert.Equal([37, 61], a["segmentation"]!["size"]!.AsArray().Select(v => (int)v!));
            Assert.Equal(o.ClassId == 24, a["keypoints"] is not null);
        }

        // The head is seen, the left foot outside the picture, the right foot hidden.
        JsonNode person = found.First(a => (int)a["category_id"]! == 24);
        PixelBox box = frame.Objects.First(o => o.ClassId == 24).Box;
        Assert.Equal([box.X + 0.5f, box.Y, 2, 0, 0, 0, box.X, box.Y + 2, 1], person["keypoints"]!.AsArray().Select(v => (float)v!));
        Assert.Equal(2, (int)person["num_keypoints"]!);
        JsonNode category = file["categories"]!.AsArray().Single(c => (int)c!["id"]! == 24)!;
        Assert.Equal("[[1,2],[1,3]]", category["skeleton"]!.ToJsonString());
        Assert.Equal(["person", "car"], file["categories"]!.AsArray().Select(c => (string)c!["name"]!));
    }

    [Fact]
    public void The_reader_of_evaluation_finds_the_same_boxes_and_pictures()
    {
        Write(FramePainter.Options("coco"));
        LabelledSet<BoxExample> set = LabelledData.OpenBoxes(Root);

        Assert.Equal(["person", "car"], set.Classes);
        Assert.Equal(9, set.Examples.Count);
        for (int i = 0; i < 9; i++)
        {
            LabelledFrame frame = FramePainter.Typical(i);
            Assert.Equal(
                frame.Objects.Select(o => new ObjectLabel(new Box(o.Box.X, o.Box.Y, o.Box.Width, o.Box.Height), o.ClassId == 24 ? 0 : 1, o.VisiblePixels)),
                set.Examples[i].Labels(61, 37));
            Picture picture = set.Examples[i].Load();
            Assert.Equal(frame.Color.ToArray(), picture.Rgba.ToArray());
        }
    }

    [SkippableFact]
    public void Pictures_may_be_JPEGs()
    {
        SceneException? e = Record.Exception(() => Write(FramePainter.Options("coco", 64, 48) with { Pictures = PictureEncoding.Jpeg }, 64, 48)) as SceneException;
        Skip.If(e is not null, e?.Message);
        Assert.Equal("000003.jpg", (string)Labels()["images"]![3]!["file_name"]!);
        Picture picture = Picture.Load(Path.Combine(Root, "images/000003.jpg"));
        byte[] expected = FramePainter.Typical(3, 64, 48).Color.ToArray();
        // With loss, and more in colours than in lightness; but it is the picture.
        double[] Lightness(byte[] rgba) => rgba.Chunk(4).Select(p => (0.299 * p[0]) + (0.587 * p[1]) + (0.114 * p[2])).ToArray();
        Assert.InRange(Lightness(picture.Rgba.ToArray()).Zip(Lightness(expected)).Average(p => Math.Abs(p.First - p.Second)), 0.01, 5);
    }

    [Fact]
    public void What_is_too_small_or_hidden_is_dropped_and_counted()
    {
        // A square of 9 pixels, one of 16, one of which 4 of 100 pixels are seen, one of which 5 are, one that is wholly hidden; and stuff.
        var painter = new FramePainter(61, 37);
        painter.Paint(1, 26, (x, y) => x < 3 && y < 3);
        painter.Paint(2, 26, (x, y) => x is >= 10 and < 14 && y < 4);
        painter.Paint(3, 26, (x, y) => x is >= 20 and < 30 && y is >= 10 and < 20);
        painter.Paint(5, 26, (x, y) => x is >= 40 and < 50 && y is >= 10 and < 20);
        painter.Paint(6, 24, (x, y) => x is >= 20 and < 50 && y is >= 10 and < 20 && !(y == 10 && x is >= 20 and < 24 or >= 40 and < 45 && y == 10));
        painter.Paint(7, 7, (x, y) => y > 30);
        painter.Paint(8, 26, (x, y) => x == 60 && y == 36);
        painter.Paint(9, 24, (x, y) => x == 60 && y == 36);
        DatasetOptions options = FramePainter.Options("coco", count: 1) with { MinimumPixels = 5, MinimumVisibility = 0.05f };
        DatasetWriter writer = DatasetWriter.Open(Root, options, FrameShard.Whole);
        writer.Write(painter.Build());
        DatasetSummary summary = writer.Join();

        Assert.Equal([1, 2, 5, 6], Labels()["annotations"]!.AsArray().Select(a => (int)a!["instance_id"]!));
        Assert.Equal(new DroppedObjects(Empty: 1, Small: 2, Hidden: 0), summary.Dropped);
        Assert.Equal(4, summary.Objects);
        Assert.Equal([("person", 1L), ("car", 3L)], summary.ObjectsByClass);

        // Where pixels do not count, the share that is seen does.
        string other = Path.Combine(_folder.Location, "other");
        writer = DatasetWriter.Open(other, options with { MinimumPixels = 0 }, FrameShard.Whole);
        writer.Write(painter.Build());
        Assert.Equal(new DroppedObjects(Empty: 1, Small: 0, Hidden: 1), writer.Join().Dropped);
    }

    private JsonNode Labels() => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "annotations/instances.json")))!;

    private void Write(DatasetOptions options, int width = 61, int height = 37)
    {
        DatasetWriter writer = DatasetWriter.Open(Root, options, FrameShard.Whole);
        foreach (long frame in writer.Remaining)
            writer.Write(FramePainter.Typical(frame, width, height));
        Assert.True(writer.Join().IsComplete);
    }
}
