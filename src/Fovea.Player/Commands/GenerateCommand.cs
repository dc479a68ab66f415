using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Player.Play;
using Fovea.Player.Worlds;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Spectre.Console;

namespace Fovea.Player.Commands;

/// <summary><c>fovea generate</c>: makes a labelled dataset of a scene.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> scene = new("SCENE") { Description = "A folder with a scene.json, or the name of a scene that ships." };
        Option<string> output = new("--out") { Description = "The dataset's folder: one that is empty, or that --resume goes on with.", Required = true, HelpName = "DIR" };
        Option<int> count = NumberOption.Whole("--count", "How many frames the dataset has.", least: 1, standard: 100);
        Option<int> first = NumberOption.Whole("--first", "The number of its first frame.", least: 0, standard: 0);
        Option<int> seed = NumberOption.Whole("--seed", "What everything random is drawn from.", least: 0, standard: 1);
        Option<string?> size = SizeOption.Create();
        Option<string?> camera = new("--camera") { Description = "Which camera of the scene looks; without it the first.", HelpName = "NAME" };
        Option<string> format = new("--format")
        {
            Description = "How the dataset is laid out.",
            DefaultValueFactory = _ => "coco",
            HelpName = string.Join('|', DatasetFormats.Names),
        };
        Option<MaskEncoding?> masks = new("--masks") { Description = "How the shapes of objects are written, where the format lists objects.", HelpName = "none|runLengths|polygons" };
        Option<DatasetChannels[]> also = new("--also")
        {
            Description = "What is written besides: depth, depthFloat, normals, flow, flowPng. May be repeated.",
            HelpName = "CHANNEL",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        Option<double> validation = NumberOption.Share("--validation", "The share of frames for validation, in formats that divide.", 0.1);
        Option<int> pixels = NumberOption.Whole("--min-pixels", "Objects seen in fewer pixels are not listed.", least: 0, standard: 16);
        Option<double> visibility = NumberOption.Share("--min-visibility", "Objects of which a smaller share is not hidden are not listed.", 0.05);
        Option<PictureEncoding> pictures = new("--pictures") { Description = "What kind of file the pictures are.", HelpName = "png|jpeg" };
        Option<string?> shard = new("--shard") { Description = "Makes only each N-th frame, from the K-th on: for several machines or processes.", HelpName = "K/N" };
        Option<bool> resume = new("--resume") { Description = "Go on with a dataset that was begun: what is there stays, what is missing is made." };
        Option<string> api = ModelOptions.Api();
        var command = new ExampleCommand(
            "generate",
            "Make a dataset of a scene: pictures with exact labels. The same seed gives the same frames, whichever way they are shared out.",
            "fovea generate tabletop --count 1000 --out data/tabletop",
            "fovea generate driving --count 5000 --format cityscapes --size 1024x512 --also depth flow --out data/driving",
            "fovea generate driving --count 5000 --shard 2/8 --out data/driving",
            "fovea generate shapes --count 20000 --format yolo --out data/shapes --resume")
        {
            scene,
            count,
            first,
            seed,
            size,
            camera,
            format,
            masks,
            also,
            validation,
            pixels,
            visibility,
            pictures,
            output,
            shard,
            resume,
            api,
        };
        command.SetAction(parsed => Run(
            terminal,
            SceneFinder.Load(parsed.GetRequiredValue(scene)),
            new WorldFeedOptions
            {
                Seed = (ulong)parsed.GetValue(seed),
                Episode = parsed.GetValue(first),
                Camera = parsed.GetValue(camera),
                Size = SizeOption.Parse(parsed.GetValue(size)),
            },
            s => new DatasetOptions
            {
                Format = parsed.GetValue(format)!,
                Scene = s.Name,
                SceneHash = SceneHash.Of(s),
                Camera = parsed.GetValue(camera) ?? "",
                Seed = (ulong)parsed.GetValue(seed),
                Width = 1,
                Height = 1,
                FirstFrame = parsed.GetValue(first),
                FrameCount = parsed.GetValue(count),
                Generator = "Fovea " + typeof(GenerateCommand).Assembly.GetName().Version!.ToString(3),
                Classes = s.Classes,
                MinimumPixels = parsed.GetValue(pixels),
                MinimumVisibility = (float)parsed.GetValue(visibility),
                Masks = parsed.GetValue(masks),
                Pictures = parsed.GetValue(pictures),
                Channels = parsed.GetValue(also)!.Aggregate(DatasetChannels.None, (all, one) => all | one),
                ValidationShare = parsed.GetValue(validation),
            },
            parsed.GetValue(output)!,
            parsed.GetValue(shard) is { } text ? FrameShard.Parse(text) : FrameShard.Whole,
            parsed.GetValue(resume),
            parsed.GetValue(api)!));
        return command;
    }

    private static int Run(
        Terminal terminal, Scene scene, WorldFeedOptions world, Func<Scene, DatasetOptions> options, string folder, FrameShard shard, bool resume, string api)
    {
        // What the scene was loaded from, before frames are drawn.
        DatasetOptions asked = options(scene);
        using var gl = new HeadlessGl(ModelOptions.Host(api));
        using var renderer = new EpisodeRenderer(gl.Context, scene, world);
        DatasetWriter writer = DatasetWriter.Open(folder, asked with { Width = renderer.Width, Height = renderer.Height }, shard, resume);
        if (writer.DoneBefore > 0)
            terminal.Note($"{Numbers.Whole(writer.DoneBefore)} frames are there already.");
        using var generation = new DatasetGeneration(renderer, writer);
        DatasetSummary summary;
        try
        {
            summary = generation.Run(terminal, gl.Context);
        }
        catch (OperationCanceledException)
        {
            terminal.Note($"Interrupted after {Numbers.Whole(generation.Written)} frames. The same command with --resume goes on.");
            return ExitCodes.Interrupted;
        }

        Print(terminal, summary, generation);
        terminal.WriteLine($"The dataset is in {folder}; look at index.html there, or 'fovea view {folder}'.");
        return ExitCodes.Ok;
    }

    private static void Print(Terminal terminal, DatasetSummary summary, DatasetGeneration generation)
    {
        Table table = Terminal.NewTable("", ">", "").HideHeaders();
        void Row(string name, string value, string note = "") => table.AddRow(new Text(name), new Text(value), new Text(note));

        Row("frames", Numbers.Whole(summary.Frames), summary.IsComplete ? "all of them" : $"of {Numbers.Whole(summary.FrameCount)}; missing: {summary.Missing}");
        if (generation.Written > 0)
            Row("frames a second", generation.Rate.ToString("0.0", CultureInfo.InvariantCulture));
        Row("objects", Numbers.Whole(summary.Objects), summary.Dropped.Total == 0 ? "" : $"{Numbers.Whole(summary.Dropped.Total)} more are not listed: {summary.Dropped.Small} too small, {summary.Dropped.Hidden} too hidden, {summary.Dropped.Empty} not seen");
        foreach ((string name, long n) in summary.ObjectsByClass.Where(c => c.Count > 0))
            Row(name, Numbers.Whole(n));
        terminal.Write(table);
    }
}
