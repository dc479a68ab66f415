using System.Globalization;
using System.Linq;
using System.Text.Json;
using Fovea.Player.Commands;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Player.Play;
using Spectre.Console;

namespace Fovea.Player.Worlds;

/// <summary>Measures a scene and tells it to a person or a program.</summary>
internal static class SceneBenchText
{
    /// <summary>Measures and tells.</summary>
    public static int Run(Terminal terminal, string scene, (int Width, int Height)? size, int frames, string api, bool json)
    {
        using var gl = new HeadlessGl(ModelOptions.Host(api));
        SceneBenchReport report = SceneBenchmark.Run(gl, SceneFinder.Load(scene), new WorldFeedOptions { Size = size }, frames, terminal);
        if (json)
        {
            terminal.WriteLine(JsonSerializer.Serialize(report, PlayerJson.Default.SceneBenchReport));
            return ExitCodes.Ok;
        }

        terminal.WriteLine($"{report.Scene}, {report.Width} x {report.Height}, {frames} frames each way, on {report.Device}:");
        Table ways = Terminal.NewTable("way", ">frames a second", ">MiB at first", ">at the end");
        foreach (SceneBenchWay way in report.Ways)
        {
            string[] cells = [way.Name, Fixed(way.FramesPerSecond), Fixed(way.MegabytesBefore), Fixed(way.MegabytesAfter)];
            ways.AddRow(cells.Select(c => new Text(c)));
        }

        terminal.Write(ways);
        Table stages = Terminal.NewTable("stage", ">median ms", ">p10", ">p90");
        foreach (SceneBenchStage stage in report.Stages)
        {
            string[] cells = [stage.Name, Numbers.Milliseconds(stage.MedianMs), Numbers.Milliseconds(stage.P10Ms), Numbers.Milliseconds(stage.P90Ms)];
            stages.AddRow(cells.Select(c => new Text(c)));
        }

        terminal.Write(stages);
        return ExitCodes.Ok;
    }

    private static string Fixed(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
