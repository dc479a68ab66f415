using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Fovea.Hosting;
using Fovea.Player.Output;
using Fovea.Player.Viewing;
using Fovea.Training.Data.Views;

namespace Fovea.Player.Commands;

/// <summary><c>fovea view</c>: a labelled dataset, picture by picture.</summary>
internal static class ViewCommand
{
    private const int HeadlessFrames = 16;

    public static Command Create(Terminal terminal)
    {
        Argument<string> data = new("DIR") { Description = "The dataset: a folder in the form of COCO, YOLO, Cityscapes or SOLO, or COCO's JSON." };
        Option<bool> headless = new("--headless") { Description = "Open no window; write pictures with their labels drawn in." };
        Option<int?> frames = NumberOption.WholeOrNone("--frames", $"How many pictures are written, evenly chosen ({HeadlessFrames} by default); with a window, how many frames it draws until it closes.", least: 1);
        Option<string> output = new("--out") { Description = "Where pictures are written.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("out", "view") };
        Option<bool> noMasks = new("--no-masks") { Description = "Do not draw masks." };
        Option<bool> noBoxes = new("--no-boxes") { Description = "Do not draw boxes." };
        Option<bool> noLabels = new("--no-labels") { Description = "Do not write the names of classes." };
        var command = new ExampleCommand(
            "view",
            "Look at a labelled dataset in the form of COCO, YOLO, Cityscapes or SOLO.",
            "fovea view town/",
            "fovea view coco/annotations/instances_val2017.json",
            "fovea view town/ --headless --frames 8 --out out")
        {
            data,
            headless,
            frames,
            output,
            noMasks,
            noBoxes,
            noLabels,
        };
        command.SetAction(parsed =>
        {
            DatasetView view = DatasetView.Open(parsed.GetRequiredValue(data));
            var settings = new ViewSettings(!parsed.GetValue(noBoxes), !parsed.GetValue(noMasks), !parsed.GetValue(noLabels));
            if (!parsed.GetValue(headless))
            {
                if (WindowHost.IsAvailable(out string why))
                    return ViewWindow.Run(terminal, view, parsed.GetValue(frames), settings);
                terminal.Note($"{why} Pictures are written instead.");
            }

            return Write(terminal, view, parsed.GetValue(frames) ?? HeadlessFrames, parsed.GetValue(output)!, settings);
        });
        return command;
    }

    private static int Write(Terminal terminal, DatasetView view, int frames, string folder, ViewSettings settings)
    {
        frames = Math.Min(frames, view.Count);
        for (int i = 0; i < frames; i++)
        {
            terminal.Stop.ThrowIfCancellationRequested();
            int index = (int)((long)i * view.Count / frames);
            ViewFrame frame = view.Load(index);
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"view_{index:000000}.png"));
            ViewPainter.Paint(frame, view.Classes, settings).Save(path);
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {frame.Name}, {frame.Picture.Width}x{frame.Picture.Height}, {frame.Objects.Count} objects"));
        }

        terminal.WriteLine($"{view.Format}: {Numbers.Whole(view.Count)} pictures, {view.Classes.Count} classes.");
        return ExitCodes.Ok;
    }
}
