using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Player.Explanation;
using Fovea.Player.Viewing;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using Fovea.Tests.Hosting;
using Fovea.Tests.Scenes.Datasets;
using Fovea.Training.Data.Views;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class ViewCommandTests
{
    public static TheoryData<string> Formats() => new(DatasetFormats.Names);

    [Theory, MemberData(nameof(Formats))]
    public void Headless_it_writes_evenly_chosen_pictures(string format)
    {
        using var data = new DatasetFixture(FramePainter.Options(format));
        string output = CommandLine.Run("view", data.Root, "--headless", "--frames", "3", "--out", data.File("out")).Ok();

        Assert.Equal(["view_000000.png", "view_000003.png", "view_000006.png"], Directory.GetFiles(data.File("out")).Select(Path.GetFileName).Order());
        Assert.Contains("9 pictures", output);
        Picture picture = Picture.Load(data.File("out/view_000003.png"));
        Assert.Equal((61, 37), (picture.Width, picture.Height));
        Assert.NotEqual(FramePainter.Typical(3).Color.ToArray(), picture.Rgba.ToArray());
    }

    [Fact]
    public void Without_labels_a_picture_is_as_it_was()
    {
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        CommandLine.Run("view", data.Root, "--headless", "--frames", "20", "--no-masks", "--no-boxes", "--no-labels", "--out", data.File("out")).Ok();
        Assert.Equal(9, Directory.GetFiles(data.File("out")).Length);
        Assert.Equal(FramePainter.Typical(4).Color.ToArray(), Picture.Load(data.File("out/view_000004.png")).Rgba.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Boxes_and_masks_are_painted_where_they_are(int zoom)
    {
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        DatasetView view = DatasetView.Open(data.Root);
        ViewFrame frame = view.Load(0);
        LabelledFrame truth = FramePainter.Typical(0);

        PictureSketch masks = ViewPainter.Paint(frame, view.Classes, new ViewSettings(Boxes: false, Labels: false), zoom);
        Assert.Equal((61 * zoom, 37 * zoom), (masks.Width, masks.Height));
        for (int y = 0; y < masks.Height; y++)
        {
            for (int x = 0; x < masks.Width; x++)
            {
                int at = (y / zoom * 61) + (x / zoom);
                byte[] was = truth.Color.Span.Slice(4 * at, 4).ToArray(), now = masks.Rgba.Slice(4 * ((y * masks.Width) + x), 4).ToArray();
                // The colours of both classes have a component that none of these pixels has.
                Assert.Equal(truth.Identity.Span[at] >> 8 == 0, was.SequenceEqual(now));
            }
        }

        // The upper left corner of the bar at the right edge, x 58, y 12: its frame is there, its inside is not painted.
        PictureSketch boxes = ViewPainter.Paint(frame, view.Classes, new ViewSettings(Masks: false, Labels: false), zoom);
        Assert.Equal([0, 0, 0x8E, 255], boxes.Rgba.Slice(4 * ((20 * zoom * boxes.Width) + (58 * zoom)), 4).ToArray().Select(v => (int)v));
    }

    [SkippableFact]
    public void With_a_display_it_opens_a_window()
    {
        using Xvfb server = Xvfb.StartOrSkip();
        using var data = new DatasetFixture(FramePainter.Options("solo", count: 2));
        bool underDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(underDotnet ? Environment.ProcessPath! : "dotnet") { RedirectStandardError = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Fovea.Player.dll"), "view", data.Root, "--frames", "3", "--out", data.File("out")])
            start.ArgumentList.Add(argument);
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment["DISPLAY"] = server.Display;
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Skip.If(error.Contains("GLFW", StringComparison.Ordinal) || error.Contains("not with OpenGL", StringComparison.Ordinal), error);
        Assert.True(process.ExitCode == 0, error);
        Assert.Contains("Arrow keys", error);
        Assert.False(Directory.Exists(data.File("out")));
    }

    [Fact]
    public void Shards_are_joined_from_the_command_line()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        for (int i = 1; i <= 2; i++)
        {
            DatasetWriter writer = DatasetWriter.Open(folder.File($"shard{i}"), FramePainter.Options("yolo"), new FrameShard(i, 2));
            foreach (long frame in writer.Remaining)
                writer.Write(FramePainter.Typical(frame));
        }

        Assert.Contains("Missing: 1, 3, 5, 7.", CommandLine.Run("join", folder.File("shard1")).Ok());
        Assert.Contains("9 of 9 frames", CommandLine.Run("join", folder.File("all"), folder.File("shard1"), folder.File("shard2")).Ok());
        Assert.Contains("no dataset that Fovea made", CommandLine.Run("join", folder.Location).BadInput());
    }

    [Fact]
    public void What_cannot_be_shown_is_told()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Assert.Contains("is no dataset", CommandLine.Run("view", folder.Location, "--headless").BadInput());
        Assert.Contains("There is no folder", CommandLine.Run("view", folder.File("x"), "--headless").BadInput());
        using var data = new DatasetFixture(FramePainter.Options("coco"));
        File.WriteAllText(data.File("images/000000.png"), "no picture");
        Assert.Contains("000000.png", CommandLine.Run("view", data.Root, "--headless", "--out", data.File("out")).BadInput());
    }
}
