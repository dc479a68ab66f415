using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Hosting;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Player.Play;
using Fovea.Player.Worlds;
using Fovea.Scenes.Labels;

namespace Fovea.Player.Commands;

/// <summary><c>fovea play</c>: shows a scene and what a network sees in it.</summary>
internal static class PlayCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> scene = new("SCENE")
        {
            Description = "A folder with a scene.json, or the name of a scene that ships; without it, 'faces'.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> source = new("--source")
        {
            Description = $"What to show instead of the scene's own source: {string.Join(", ", SourceFactory.Forms.Select(f => f.Form))}.",
            HelpName = "S",
        };
        Option<string[]> models = new("--model")
        {
            Description = "A network to watch with instead of the scene's own, an ONNX file; may be given several times.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        Option<string[]> cards = new("--card")
        {
            Description = "How to use it: its model card. Without one, NAME.card.json beside the network, or what the file says of itself.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        Option<double?> rate = NumberOption.PerSecondOrNone("--rate", "How many frames a second these networks look at, at most.");
        Option<bool> track = new("--track") { Description = "Follow what these networks detect from frame to frame." };
        Option<string?> results = new("--results")
        {
            Description = "Where results go, a line of JSON a frame in COCO's field names; - is the standard output.",
            HelpName = "FILE.jsonl",
        };
        Option<bool> live = new("--live") { Description = "Without a window: play at the source's own speed, and drop frames as a window would." };
        Option<string> backend = ModelOptions.Backend();
        Option<bool> headless = new("--headless") { Description = "Open no window: write annotated pictures and results.jsonl." };
        Option<int?> frames = NumberOption.WholeOrNone("--frames", "End after so many frames.", least: 1);
        Option<double?> budget = NumberOption.MillisecondsOrNone(
            "--gpu-budget", "How many milliseconds of GPU time the network may take in each frame; it then needs several frames for a picture.");
        Option<bool> tune = new("--tune")
        {
            Description = "On the first play, look for the fastest kernels on this GPU between the frames, and remember them for the next start.",
        };
        Option<string?> camera = new("--camera") { Description = "Which camera of a rendered scene looks; without it the first.", HelpName = "NAME" };
        Option<int?> seed = NumberOption.WholeOrNone("--seed", "What everything random in a rendered scene is drawn from.", least: 0);
        Option<string?> size = SizeOption.Create();
        Option<LabelView> view = new("--view")
        {
            Description = "What is shown of a rendered scene: color, classes, instances, depth, normals, flow.",
            DefaultValueFactory = _ => LabelView.Color,
            HelpName = "V",
        };
        Option<string?> record = new("--record") { Description = "Record what is shown to a video file.", HelpName = "FILE.mp4" };
        Option<string> output = new("--out")
        {
            Description = "Where output goes: to a folder in this one, named for the scene.",
            DefaultValueFactory = _ => "out",
            HelpName = "DIR",
        };
        Option<string?> shaders = new("--shaders")
        {
            Description = "A folder whose files replace the built-in shaders of the same path.",
            HelpName = "DIR",
        };
        Option<string> api = ModelOptions.Api();
        Option<string> precision = ModelOptions.Precision();
        Option<bool> noCompute = new("--no-compute") { Description = "Pretend that OpenGL has no compute shaders.", Hidden = true };
        var command = new ExampleCommand(
            "play",
            "Play a scene in a window, or without a display into files. Keys: space pauses, V views of a rendered scene, G its own boxes, N its next episode, B boxes, M masks, T trails, L legend, H figures, S screenshot, Esc ends.",
            "fovea play",
            "fovea play --source photos/ --headless --out results",
            "fovea play --model yolox_nano.onnx --source street.mp4 --track",
            "fovea play --model net.onnx --source photos/ --headless --results - | jq .annotations",
            "fovea play driving --view classes",
            "fovea play --source camera:0 --record me.mp4",
            "fovea play --source \"ffmpeg:-f lavfi -i testsrc2=size=640x480:rate=30\" --headless --frames 100")
        {
            scene,
            source,
            models,
            cards,
            rate,
            track,
            camera,
            seed,
            size,
            view,
            results,
            live,
            backend,
            headless,
            frames,
            budget,
            tune,
            record,
            output,
            shaders,
            api,
            precision,
            noCompute,
        };
        command.SetAction(parsed => Run(terminal, new PlayOptions
        {
            Scene = parsed.GetValue(scene),
            Source = parsed.GetValue(source),
            Models = parsed.GetValue(models)!,
            Cards = parsed.GetValue(cards)!,
            Rate = parsed.GetValue(rate),
            Track = parsed.GetValue(track),
            World = new WorldFeedOptions
            {
                Camera = parsed.GetValue(camera),
                Seed = (ulong)(parsed.GetValue(seed) ?? 1),
                Size = SizeOption.Parse(parsed.GetValue(size)),
            },
            View = parsed.GetValue(view),
            Results = parsed.GetValue(results),
            Output = terminal.Output,
            Live = parsed.GetValue(live),
            Backend = BackendChoice.Named(parsed.GetValue(backend)!),
            Headless = parsed.GetValue(headless),
            Frames = parsed.GetValue(frames),
            GpuBudget = parsed.GetValue(budget) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Tune = parsed.GetValue(tune),
            Record = parsed.GetValue(record),
            Out = parsed.GetValue(output)!,
            Shaders = parsed.GetValue(shaders),
            Api = ModelOptions.Host(parsed.GetValue(api)!).Api,
            Planning = ModelOptions.Planning(parsed.GetValue(precision)!),
            AllowCompute = !parsed.GetValue(noCompute),
        }));
        return command;
    }

    private static int Run(Terminal terminal, PlayOptions options)
    {
        if (options.Shaders is { } shaders && !Directory.Exists(shaders))
            throw new UsageException($"--shaders: there is no folder '{shaders}'.");
        if (options.Results == "-")
            terminal = new Terminal(terminal.Error, terminal.Error, terminal.Stop);
        if (options.Models.Count == 0 && (options.Cards.Count > 0 || options.Rate is not null || options.Track))
            throw new UsageException("--card, --rate and --track say how to use the network of --model FILE, which is missing.");
        WatchedScene scene = WatchedScene.Load(options);
        if (!options.Headless && !options.Live)
        {
            try
            {
                return WindowPlayer.Run(terminal, options, scene);
            }
            catch (HostUnavailableException e)
            {
                string folder = Path.Combine(options.Out, scene.Scene.Name) + Path.DirectorySeparatorChar;
                terminal.Note($"{e.Message} Playing without a window, into {folder}.");
            }
        }

        return options.Live ? LivePlayer.Run(terminal, options, scene) : HeadlessPlayer.Run(terminal, options, scene);
    }
}
