using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using Fovea.Tests.Scenes.Datasets;
using Fovea.Training.Data;
using Fovea.Training.Data.Views;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Training.Data;

public sealed class DatasetViewTests
{
    public static TheoryData<string, MaskEncoding?> Kinds() => new()
    {
        { "coco", null }, { "coco", MaskEncoding.Polygons }, { "coco", MaskEncoding.None }, { "yolo", null }, { "yolo", MaskEncoding.Polygons },
        { "cityscapes", null }, { "solo", null },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Every_format_shows_the_frame_that_was_written(string format, MaskEncoding? masks)
    {
        using var data = new DatasetFixture(FramePainter.Options(format) with { Masks = masks });
        DatasetView view = DatasetView.Open(data.Root);

        Assert.Equal(format, view.Format.ToLowerInvariant());
        Assert.Equal(9, view.Count);
        bool hasStuff = format is "cityscapes" or "solo", hasMask = hasStuff || (format == "coco" && masks != MaskEncoding.None) || masks == MaskEncoding.Polygons;
        for (int i = 0; i < 9; i++)
        {
            LabelledFrame frame = FramePainter.Typical(i);
            ViewFrame found = view.Load(i);
            Assert.Equal(frame.Color.ToArray(), found.Picture.Rgba.ToArray());
            // Cityscapes numbers instances class by class.
            LabelledObject[] expected = (format == "cityscapes" ? frame.Objects.OrderBy(o => o.ClassId).ThenBy(o => o.InstanceId) : frame.Objects.OrderBy(o => o.InstanceId)).ToArray();
            Assert.Equal(expected.Select(o => NameOf(o.ClassId)), found.Objects.Select(o => view.Classes[o.Class].Name));
            foreach ((LabelledObject o, ViewObject shown) in expected.Zip(found.Objects))
            {
                Assert.Equal(o.Box.X, shown.Box.X, 1e-4f);
                Assert.Equal(o.Box.Y, shown.Box.Y, 1e-4f);
                Assert.Equal(o.Box.Width, shown.Box.Width, 1e-4f);
                Assert.Equal(o.Box.Height, shown.Box.Height, 1e-4f);
                Assert.Equal(format is "coco" or "solo" && o.ClassId == 24 ? 2 : 0, shown.Points.Count);
            }

            Assert.Equal(hasMask && (hasStuff || expected.Length > 0), found.Mask is not null);
            if (found.Mask is null)
                continue;
            Assert.Equal(
                frame.Identity.ToArray().Select(id => hasStuff || id >> 8 != 0 ? NameOf((byte)id) : ""), found.Mask.Classes.Select(c => c < 0 ? "" : view.Classes[c].Name));
            // Different objects have different numbers.
            var pairs = frame.Identity.ToArray().Select(id => id >> 8).Zip(found.Mask.Objects).Where(p => p.First != 0).Distinct().ToArray();
            Assert.Equal(frame.Objects.Count, pairs.Length);
            Assert.Equal(frame.Objects.Count, pairs.Select(p => p.Second).Distinct().Count());
        }

        Assert.Equal(0xDC143C, view.Classes.Single(c => c.Name == "person").Color);
    }

    [Fact]
    public void Evaluation_reads_the_classes_of_Cityscapes_folders()
    {
        using var data = new DatasetFixture(FramePainter.Options("cityscapes") with { ValidationShare = 0.5 });
        LabelledSet<MaskExample> set = LabelledData.OpenMasks(data.Root);
        Assert.Equal(["road", "person", "car"], new[] { 7, 24, 26 }.Select(i => set.Classes[i]));
        Assert.Equal(9, set.Examples.Count);
        for (int i = 0; i < 9; i++)
        {
            ClassMap map = set.Examples[i].LoadMap();
            Assert.Equal(FramePainter.Typical(i).Identity.ToArray().Select(id => id == 0 ? (byte)255 : (byte)id), map.Classes);
        }

        // Without Fovea's manifest the classes are Cityscapes' own.
        File.Delete(data.File("dataset.json"));
        Assert.Equal("motorcycle", LabelledData.OpenMasks(data.Root).Classes[32]);
        Assert.Equal(0x0000E6, DatasetView.Open(data.Root).Classes.Single(c => c.Name == "motorcycle").Color);
    }

    [Fact]
    public void Run_lengths_that_are_wrong_are_told()
    {
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        foreach ((Action<JsonNode> harm, string told) in new (Action<JsonNode>, string)[]
        {
            (s => s["counts"] = "0", "the runs are 0 pixels long in all; 2257 are expected"),
            (s => s["counts"] = "zz", "cut short or has a character"),
            (s => s["counts"] = "o", "cut short"),
            (s => s["counts"] = 3, "neither a text nor a list"),
            (s => s["counts"] = new JsonArray(1.5), "has 1.5, which is no whole number"),
            (s => s["counts"] = new JsonArray("a"), "has \"a\", which is no whole number"),
            (s => s["counts"] = new JsonArray(long.MaxValue - 3, long.MaxValue - 3), "a run is 9223372036854775804 pixels long"),
            (s => s["counts"] = new JsonArray(-1, 2258), "a run is -1 pixels long"),
            (s => s["size"]![0] = 38, "'size' is 38 x 61, but the picture is 37 high and 61 wide"),
            (s => s["size"] = "x", "'size' is expected to be a list of 2 numbers"),
        })
        {
            JsonNode file = data.Json(CocoFormatPath);
            harm(file["annotations"]![0]!["segmentation"]!);
            string other = data.File("annotations/broken.json");
            File.WriteAllText(other, file.ToJsonString());
            string message = Assert.Throws<DataException>(() => DatasetView.Open(other).Load(0)).Message;
            Assert.Contains("annotations[0]", message);
            Assert.Contains(told, message);
        }
    }

    [Fact]
    public void Uncompressed_run_lengths_are_read()
    {
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        JsonNode file = data.Json(CocoFormatPath);
        // The corner of 9 columns by 8 rows of 37.
        file["annotations"]![0]!["segmentation"]!["counts"] = new JsonArray([0, .. Enumerable.Range(0, 8).SelectMany(_ => new JsonNode[] { 8, 29 }), 8, 2257 - 304]);
        File.WriteAllText(data.File("annotations/other.json"), file.ToJsonString());
        ViewMask mask = DatasetView.Open(data.File("annotations/other.json")).Load(0).Mask!;
        Assert.Equal(
            Enumerable.Range(0, 2257).Where(i => i % 61 < 9 && i / 61 < 8), Enumerable.Range(0, 2257).Where(i => mask.Objects[i] == 1));
    }

    [Fact]
    public void What_is_no_dataset_is_told()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Assert.Contains("is no dataset in the form of", Message(folder.Location));
        Assert.Contains("There is no folder", Message(folder.File("nowhere")));
        Directory.CreateDirectory(folder.File("leftImg8bit"));
        Assert.Contains("has no pictures", Message(folder.Location));
        Directory.Delete(folder.File("leftImg8bit"));

        using var solo = new DatasetFixture(FramePainter.Options("solo", count: 1));
        string frame = solo.File("sequence.0/step0.frame_data.json");
        string text = File.ReadAllText(frame);
        foreach (string broken in new[] { text[..200], "[]", "{}", text.Replace("\"filename\"", "\"file\"", StringComparison.Ordinal), text.Replace("\"origin\"", "\"at\"", StringComparison.Ordinal),
            Regex.Replace(text, "\"filename\": *\"[^\"]*\"", "\"filename\":null"), Regex.Replace(text, "\"@type\": *\"[^\"]*\"", "\"@type\":null"),
            Regex.Replace(text, "\"labelName\": *\"[^\"]*\"", "\"labelName\":null") })
        {
            File.WriteAllText(frame, broken);
            Assert.NotEqual(text, broken);
            Assert.Contains(frame, Assert.Throws<DataException>(() => DatasetView.Open(solo.Root).Load(0)).Message);
        }

        string definitions = solo.File("annotation_definitions.json");
        foreach (string list in new[] { "[1]", "[{\"spec\":[1]}]", "[{\"spec\":[{\"label_name\":null}]}]", "[{\"spec\":[{\"label_name\":1}]}]" })
        {
            File.WriteAllText(definitions, $"{{\"annotationDefinitions\":{list}}}");
            Assert.Contains(definitions, Message(solo.Root));
        }

        static string Message(string path) => Assert.Throws<DataException>(() => DatasetView.Open(path)).Message;
    }

    [Theory]
    [InlineData(32768)]
    [InlineData(2000000000)]
    public void A_class_number_that_nobody_has_room_for_is_told(int number)
    {
        using var data = new DatasetFixture(FramePainter.Options("yolo", count: 1));
        File.Delete(data.File("data.yaml"));
        File.WriteAllText(data.File("labels/train/000000.txt"), $"32767 0.5 0.5 0.1 0.1\n");
        Assert.Equal(32767, DatasetView.Open(data.Root).Load(0).Objects[0].Class);
        File.WriteAllText(data.File("labels/train/000000.txt"), $"1 0.5 0.5 0.1 0.1\n{number} 0.5 0.5 0.1 0.1\n");
        Assert.Contains($"line 2: the class number is {number}", Assert.Throws<DataException>(() => DatasetView.Open(data.Root).Load(0)).Message);
    }

    private const string CocoFormatPath = "annotations/instances.json";

    private static string NameOf(byte id) => FramePainter.Classes.FirstOrDefault(c => c.Id == id)?.Name ?? "";
}
