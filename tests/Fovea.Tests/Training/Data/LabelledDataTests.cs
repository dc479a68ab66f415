using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Capture;
using Fovea.Training.Data;
using Fovea.Vision;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Training.Data;

/// <summary>What is read is what lies there; what is wrong is named with file and line.</summary>
public sealed class LabelledDataTests : IDisposable
{
    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_gives_classes_and_pictures()
    {
        SavePicture("a, b.png", 3, 5);
        SavePicture("c.png", 2, 2);
        Write("labels.csv", "\uFEFFfile,name,class_index\r\n\"a, b.png\",\"tench, \"\"Tinca\"\"\",7\r\n\r\nc.png,snail,0\r\n");
        LabelledSet<ClassExample> set = LabelledData.OpenClasses(_folder.Location, 8);
        Assert.Equal([("a, b.png", 7), ("c.png", 0)], set.Examples.Select(e => (e.Name, e.Class)));
        Assert.Empty(set.Classes);
        Picture picture = set.Examples[0].Load();
        Assert.Equal((3, 5), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData("name,index\na.png,1", "line 1", "'file' and 'class_index'")]
    [InlineData("file,class_index\na.png,1\nb.png,1", "line 3", "b.png")]
    [InlineData("file,class_index\na.png,8", "line 2", "0 to 7 is expected")]
    [InlineData("file,class_index\na.png,-1", "line 2", "class number is -1")]
    [InlineData("file,class_index\n\na.png,seven", "line 3", "'seven' is no class number")]
    [InlineData("file,class_index\na.png,7,tench", "line 2", "3 fields under 2 columns")]
    [InlineData("file,class_index\n\"a.png,7", "line 2", "a quote is not closed")]
    [InlineData("file,class_index\n", "labels.csv", "lists no picture")]
    public void A_wrong_table_is_named_with_its_line(string text, string line, string told)
    {
        SavePicture("a.png", 2, 2);
        Write("labels.csv", text);
        string message = Assert.Throws<DataException>(() => LabelledData.OpenClasses(_folder.Location, 8)).Message;
        Assert.Contains("labels.csv", message);
        Assert.Contains(line, message);
        Assert.Contains(told, message);
    }

    [Fact]
    public void A_table_in_another_encoding_is_named_with_the_line()
    {
        File.WriteAllBytes(_folder.File("labels.csv"), Encoding.Latin1.GetBytes("file,class_index,name\na.png,1,château\n"));
        Assert.Contains("labels.csv, line 2: these bytes are not UTF-8", Assert.Throws<DataException>(() => ClassTable.Read(_folder.Location)).Message);
        File.WriteAllBytes(_folder.File("labels.csv"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("file,class_index\n")]);
        Assert.Contains("UTF-16", Assert.Throws<DataException>(() => ClassTable.Read(_folder.Location)).Message);
    }

    [Fact]
    public void A_picture_that_cannot_be_read_is_named()
    {
        Write("broken.png", "no picture");
        Write("labels.csv", "file,class_index\nbroken.png,1\n");
        Assert.Contains("broken.png", Assert.Throws<PictureException>(() => LabelledData.OpenClasses(_folder.Location).Examples[0].Load()).Message);
    }

    [Fact]
    public void Digits_are_read_from_IDX_files()
    {
        WriteDigits([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. Enumerable.Range(1, 12).Select(i => (byte)i)], [0, 0, 8, 1, 0, 0, 0, 2, 4, 9]);
        LabelledSet<ClassExample> set = LabelledData.OpenClasses(_folder.Location, 10);
        Assert.Equal([4, 9], set.Examples.Select(e => e.Class));
        Picture second = set.Examples[1].Load();
        Assert.Equal((3, 2), (second.Width, second.Height));
        Assert.Equal([7, 7, 7, 255, 8, 8, 8, 255], second.Rgba[..8].ToArray());
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 4 }, "2 pictures")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 4 }, "1 follow")]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 2, 4, 4 }, "begins with 0 0 13 1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 }, "says that it holds -1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 4, 10 }, "entry 1: the class number is 10")]
    [InlineData(new byte[] { 0, 0 }, "begins with 0 0;")]
    public void Wrong_IDX_files_are_named(byte[] classes, string told)
    {
        WriteDigits([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2], classes);
        string message = Assert.Throws<DataException>(() => LabelledData.OpenClasses(_folder.Location, 10)).Message;
        Assert.Contains("t.idx1-ubyte", message);
        Assert.Contains(told, message);
    }

    [Fact]
    public void YOLO_boxes_become_pixels()
    {
        SavePicture("images/a.png", 200, 100);
        SavePicture("images/b.png", 10, 10);
        Write("labels/a.txt", "3 0.5 0.25 0.2 0.5\n\n0 0.1 0.9 0.2 0.2\n");
        LabelledSet<BoxExample> set = LabelledData.OpenBoxes(_folder.Location, 80);
        Assert.Equal(["a.png", "b.png"], set.Examples.Select(e => e.Name));
        IReadOnlyList<ObjectLabel> labels = set.Examples[0].Labels(200, 100);
        Assert.Equal([3, 0], labels.Select(l => l.Class));
        Near(new Box(80, 0, 40, 50), labels[0].Box);
        Near(new Box(0, 80, 40, 20), labels[1].Box);
        Assert.Empty(set.Examples[1].Labels(10, 10));
    }

    [Theory]
    [InlineData("1 0.5 0.5 0.2", "line 1: 'class cx cy w h' is expected")]
    [InlineData("1 0.5 0.5 0.2 0.2\n1 0.5 0.5 0.2 1.2", "line 2: 'class cx cy w h' is expected, with shares from 0 to 1")]
    [InlineData("1 0,5 0.5 0.2 0.2", "line 1")]
    [InlineData("80 0.5 0.5 0.2 0.2", "line 1: the class number is 80; 0 to 79 is expected")]
    public void Wrong_YOLO_lines_are_named(string text, string told)
    {
        SavePicture("images/a.png", 4, 4);
        Write("labels/a.txt", text);
        string message = Assert.Throws<DataException>(() => LabelledData.OpenBoxes(_folder.Location, 80)).Message;
        Assert.Contains("a.txt", message);
        Assert.Contains(told, message);
    }

    [Theory]
    [InlineData("names: [cat, 'big dog']\n")]
    [InlineData("path: .\nnames: # of two\n  0: cat\n\n  1: \"big dog\" # barks\nnc: 2\n")]
    [InlineData("names:\n- cat\n- big dog\ntrain: images/train\n")]
    public void YOLO_folders_may_be_divided_and_name_their_classes_in_data_yaml(string yaml)
    {
        SavePicture("images/train/a.png", 200, 100);
        SavePicture("images/val/b.png", 10, 10);
        Write("data.yaml", yaml);
        Write("labels/train/a.txt", "1 0.1 0.2 0.5 0.25 0.3 0.75 0.2 0.5\n");
        Write("labels/val/b.txt", "0 0.5 0.5 1 1\n");
        LabelledSet<BoxExample> set = LabelledData.OpenBoxes(_folder.Location, 80);
        Assert.Equal(["cat", "big dog"], set.Classes);
        Assert.Equal(["a.png", "b.png"], set.Examples.Select(e => e.Name));
        // The box around the polygon.
        Near(new Box(20, 20, 80, 55), set.Examples[0].Labels(200, 100).Single().Box);
        Near(new Box(0, 0, 10, 10), set.Examples[1].Labels(10, 10).Single().Box);
    }

    [Theory]
    [InlineData("path: .\n", "no 'names:'")]
    [InlineData("names:\n  0: cat\n  2: dog\n", "line 3: '- NAME' or '1: NAME' is expected")]
    [InlineData("names:\nnc: 3\n", "line 1: 'names:' names no class")]
    public void A_data_yaml_that_names_no_classes_is_told(string yaml, string told)
    {
        SavePicture("images/a.png", 4, 4);
        Write("labels/a.txt", "");
        Write("data.yaml", yaml);
        string message = Assert.Throws<DataException>(() => LabelledData.OpenBoxes(_folder.Location)).Message;
        Assert.Contains("data.yaml", message);
        Assert.Contains(told, message);
    }

    [Fact]
    public void YOLO_labels_without_a_picture_are_named()
    {
        SavePicture("images/a.png", 4, 4);
        Write("labels/b.txt", "");
        string message = Assert.Throws<DataException>(() => LabelledData.OpenBoxes(_folder.Location)).Message;
        Assert.Contains("b.txt: there is no picture of that name", message);
    }

    [Fact]
    public void COCO_categories_are_numbered_by_id()
    {
        SavePicture("images/one.png", 64, 48);
        Write("annotations/instances.json", """
            {"info": {"x": [1]}, "images": [{"id": 5, "file_name": "one.png"}],
             "categories": [{"id": 90, "name": "toothbrush"}, {"id": 1, "name": "person"}],
             "annotations": [
               {"image_id": 5, "category_id": 90, "bbox": [1, 2, 30.5, 4], "area": 60.25, "iscrowd": 0},
               {"image_id": 5, "category_id": 1, "bbox": [0, 0, 9, 9], "iscrowd": 1}]}
            """);
        LabelledSet<BoxExample> set = LabelledData.OpenBoxes(_folder.Location);
        Assert.Equal(["person", "toothbrush"], set.Classes);
        Assert.Equal(
            [new ObjectLabel(new Box(1, 2, 30.5f, 4), 1, 60.25), new ObjectLabel(new Box(0, 0, 9, 9), 0, null, IsCrowd: true)],
            set.Examples.Single().Labels(64, 48));
        Assert.Equal(64, set.Examples[0].Load().Width);
    }

    [Theory]
    [InlineData("{\"images\": [], \"annotations\": []}", "lacks 'categories'")]
    [InlineData("[]", "begins with another thing than an object")]
    [InlineData("{\"images\": [\n{\"id\": 1, \"file_name\": \"none.png\"}]", "line 2")]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"a.png\"}], \"categories\": [], \"annotations\": [\n\n{\"image_id\": 1, \"category_id\": 3}]}",
        "line 3, annotations[0]: there is no category with the id 3")]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"a.png\"}], \"categories\": [{\"id\": 3, \"name\": \"x\"}], \"annotations\": [{\"image_id\": 1, \"category_id\": 3, \"bbox\": [1, 2, 3]}]}",
        "annotations[0]: 'bbox' is expected to be a list of 4 numbers")]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"a.png\"}], \"categories\": [{\"id\": 3, \"name\": \"x\"}], \"annotations\": [{\"image_id\": 1, \"category_id\": 3, \"bbox\": [1, 2, 3, -1]}]}",
        "negative width or height")]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"none.png\"}], \"categories\": [], \"annotations\": []}", "images[0]: there is no picture 'none.png'")]
    [InlineData("{\"images\": [], \"categories\": [], \"annotations\": [{\"image_id\": 2}]}", "annotations[0]: there is no image with the id 2")]
    [InlineData("{\"images\": 3}", "'images' is no list")]
    [InlineData("{\"images\": [3]}", "images[0]: an object is expected")]
    [InlineData("{\"images\": [{\"id\": 1}\n,,]}", "line 2: this is no JSON")]
    public void Wrong_COCO_files_are_named(string json, string told)
    {
        SavePicture("a.png", 4, 4);
        Write("labels.json", json);
        string message = Assert.Throws<DataException>(() => LabelledData.OpenBoxes(_folder.File("labels.json"))).Message;
        Assert.Contains("labels.json", message);
        Assert.Contains(told, message);
    }

    [Fact]
    public void Grey_masks_hold_numbers_of_named_classes()
    {
        SavePicture("images/a.png", 3, 2);
        SaveMask("masks/a.png", 3, 2, [0, 1, 2, 255, 1, 0]);
        Write("classes.txt", "0 Sky\n1 Road\n2 Unlabelled\n");
        LabelledSet<MaskExample> set = LabelledData.OpenMasks(_folder.Location);
        Assert.Equal(["Sky", "Road", "Unlabelled"], set.Classes);
        ClassMap map = set.Examples.Single().LoadMap();
        Assert.Equal((3, 2), (map.Width, map.Height));
        Assert.Equal([0, 1, 255, 255, 1, 0], map.Classes);
    }

    [Fact]
    public void Coloured_masks_go_by_a_palette()
    {
        SavePicture("images/a.png", 2, 2);
        SaveColors("masks/a.png", 2, 2, [128, 128, 128, 0, 0, 0, 128, 64, 128, 1, 2, 3]);
        Write("label_colors.txt", "128 128 128 Sky\n128 64 128\tRoad\n1 2 3 Road\n0 0 0 Void\n");
        LabelledSet<MaskExample> set = LabelledData.OpenMasks(_folder.Location);
        Assert.Equal(["Sky", "Road", "Void"], set.Classes);
        Assert.Equal([0, 255, 1, 1], set.Examples.Single().LoadMap().Classes);
    }

    [Fact]
    public void Wrong_masks_are_named()
    {
        SavePicture("images/a.png", 2, 2);
        Assert.Contains("holds no classes of pixels", Message());
        SaveMask("masks/a.png", 2, 2, [0, 1, 2, 7]);
        Assert.Contains("lacks a file that names the classes", Message());
        Write("classes.txt", "0 Sky\n1 Road\n1 Car\n");
        Assert.Contains("classes.txt, line 3: the number 1 already stands for Road", Message());
        Write("classes.txt", "0 Sky\n\n2\n");
        Assert.Contains("classes.txt, line 3", Message());
        Write("classes.txt", "0 Sky\n1 Road\n2 Car\n");
        Assert.Contains("a.png: pixel (1, 1) is of class 7, which", Message());
        SaveColors("masks/a.png", 2, 2, [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
        Assert.Contains("is coloured, but", Message());
        Write("masks/a.png", "no picture");
        Assert.Contains("a.png", Message());
        File.Delete(_folder.File("masks/a.png"));
        Assert.Contains(Path.Combine("masks", "a.png"), Message());

        string Message() => Assert.Throws<DataException>(() => LabelledData.OpenMasks(_folder.Location).Examples[0].LoadMap()).Message;
    }

    [Fact]
    public void A_folder_without_labels_says_what_would_be_some()
    {
        Assert.Contains("labels.csv", Assert.Throws<DataException>(() => LabelledData.OpenClasses(_folder.Location)).Message);
        Assert.Contains("COCO's JSON", Assert.Throws<DataException>(() => LabelledData.OpenBoxes(_folder.Location)).Message);
        Assert.Contains("'masks'", Assert.Throws<DataException>(() => LabelledData.OpenMasks(_folder.Location)).Message);
        Assert.Contains("There is no folder", Assert.Throws<DataException>(() => LabelledData.OpenMasks(_folder.File("none"))).Message);
    }

    [SkippableFact]
    public void The_shared_sets_are_read_whole()
    {
        Assert.Equal(100, LabelledData.OpenClasses(TestFiles.Asset("images/imagenet100"), 1000).Examples.Select(e => e.Class).Distinct().Count());
        Assert.Equal(1000, LabelledData.OpenClasses(TestFiles.Asset("images/mnist1000"), 10).Examples.Count);
        LabelledSet<BoxExample> coco = LabelledData.OpenBoxes(TestFiles.Asset("images/coco50"), 80);
        Assert.Equal(50, coco.Examples.Count);
        LabelledSet<MaskExample> camvid = LabelledData.OpenMasks(TestFiles.Asset("images/camvid20"));
        Assert.Equal((20, 12, 480), (camvid.Examples.Count, camvid.Classes.Count, camvid.Examples[0].LoadMap().Width));
        Assert.Equal("person", LabelledData.OpenMasks(TestFiles.Asset("images/coco50")).Classes[1]);
    }

    private static void Near(Box expected, Box actual)
    {
        Assert.Equal(expected.X, actual.X, 1e-4f);
        Assert.Equal(expected.Y, actual.Y, 1e-4f);
        Assert.Equal(expected.Width, actual.Width, 1e-4f);
        Assert.Equal(expected.Height, actual.Height, 1e-4f);
    }

    private string PathOf(string name)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    private void WriteDigits(byte[] pictures, byte[] classes)
    {
        File.WriteAllBytes(_folder.File("t.idx3-ubyte"), pictures);
        File.WriteAllBytes(_folder.File("t.idx1-ubyte"), classes);
    }

    private void SavePicture(string name, int width, int height) => Picture.SavePng(PathOf(name), width, height, new byte[width * height * 4]);

    private void SaveMask(string name, int width, int height, byte[] classes)
    {
        using Image<L8> image = Image.LoadPixelData<L8>(Array.ConvertAll(classes, c => new L8(c)), width, height);
        using FileStream file = File.Create(PathOf(name));
        image.SaveAsPng(file);
    }

    private void SaveColors(string name, int width, int height, byte[] colors)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(colors.Chunk(3).Select(c => new Rgb24(c[0], c[1], c[2])).ToArray(), width, height);
        using FileStream file = File.Create(PathOf(name));
        image.SaveAsPng(file);
    }
}
