using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;

namespace Fovea.Player.Worlds;

/// <summary>Measures how fast labelled frames of a scene are made: drawn, labelled and brought to the CPU, without and with writing them.</summary>
internal sealed class SceneBenchmark
{
    private const int WarmUp = 10;
    private const string Simulation = "simulation";

    private readonly HeadlessGl _gl;
    private readonly Scene _scene;
    private readonly WorldFeedOptions _options;
    private readonly int _frames;
    private readonly Terminal _terminal;
    private readonly Dictionary<string, List<double>> _times = new();

    private SceneBenchmark(HeadlessGl gl, Scene scene, WorldFeedOptions options, int frames, Terminal terminal) =>
        (_gl, _scene, _options, _frames, _terminal) = (gl, scene, options, frames, terminal);

    /// <summary>Measures.</summary>
    /// <param name="gl">Where it is drawn.</param>
    /// <param name="scene">What.</param>
    /// <param name="options">How.</param>
    /// <param name="frames">How many frames in each way.</param>
    /// <param name="terminal">Says when to give up.</param>
    public static SceneBenchReport Run(HeadlessGl gl, Scene scene, WorldFeedOptions options, int frames, Terminal terminal) =>
        new SceneBenchmark(gl, scene, options, frames, terminal).Run();

    private SceneBenchReport Run()
    {
        using var timers = new GpuTimers(_gl.Context);
        using var renderer = new EpisodeRenderer(_gl.Context, _scene, _options, timers);
        renderer.Draw(0);
        SceneBenchWay[] ways =
        [
            Measure("steps of one episode, all labels", renderer, timers, _ => renderer.DrawNext()),
            Measure("an episode for each frame, all labels", renderer, null, renderer.Draw),
            Write(renderer),
        ];
        SceneBenchStage[] stages = _times.Select(t => StageOf(t.Key, t.Value)).ToArray();
        return new SceneBenchReport(_scene.Name, _gl.Context.Info.ToString(), renderer.Width, renderer.Height, ways, stages);
    }

    private SceneBenchWay Measure(string name, EpisodeRenderer renderer, GpuTimers? timers, Action<long> draw)
    {
        long start = 0;
        double before = 0;
        for (int i = -WarmUp; i < _frames; i++)
        {
            _terminal.Stop.ThrowIfCancellationRequested();
            if (i == 0)
                start = Stopwatch.GetTimestamp();
            if (i == _frames / 10)
                before = Megabytes();
            _gl.Context.Update();
            draw(i + WarmUp);
            while (!renderer.TryBring(LabelParts.All))
                renderer.Take(wait: true)?.Dispose();
            renderer.Take(wait: false)?.Dispose();
            if (timers is not null && i >= 0)
                Note(renderer, timers);
        }

        while (renderer.Pending > 0)
            renderer.Take(wait: true)?.Dispose();
        return new SceneBenchWay(name, _frames, PerSecond(_frames, start), before, Megabytes());
    }

    private SceneBenchWay Write(EpisodeRenderer renderer)
    {
        string folder = Directory.CreateTempSubdirectory("fovea-bench").FullName;
        try
        {
            var options = new DatasetOptions
            {
                Format = "coco",
                Scene = _scene.Name,
                Seed = _options.Seed,
                Width = renderer.Width,
                Height = renderer.Height,
                FrameCount = _frames,
                Classes = _scene.Classes,
            };
            using var generation = new DatasetGeneration(renderer, DatasetWriter.Open(folder, options, FrameShard.Whole));
            double before = Megabytes();
            long start = Stopwatch.GetTimestamp();
            generation.Run(_terminal, _gl.Context);
            return new SceneBenchWay("an episode for each frame, written as coco", _frames, PerSecond(_frames, start), before, Megabytes());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Note(EpisodeRenderer renderer, GpuTimers timers)
    {
        Add(Simulation, renderer.SimulationMilliseconds);
        foreach (string stage in timers.Stages)
        {
            if (timers.Milliseconds(stage) is { } milliseconds)
                Add(stage, milliseconds);
        }
    }

    private void Add(string stage, double milliseconds)
    {
        if (!_times.TryGetValue(stage, out List<double>? times))
            _times[stage] = times = [];
        times.Add(milliseconds);
    }

    private static SceneBenchStage StageOf(string name, IEnumerable<double> times)
    {
        Spread spread = Spread.Of(times);
        return new SceneBenchStage(name, Math.Round(spread.Median, 4), Math.Round(spread.P10, 4), Math.Round(spread.P90, 4));
    }

    private static double PerSecond(int frames, long start) => Math.Round(frames / Stopwatch.GetElapsedTime(start).TotalSeconds, 2);

    private static double Megabytes()
    {
        using var self = Process.GetCurrentProcess();
        return Math.Round(self.WorkingSet64 / 1048576.0, 1);
    }
}
