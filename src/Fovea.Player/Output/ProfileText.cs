using System.Collections.Generic;
using System.Linq;
using Fovea.Player.Networks;
using Spectre.Console;

namespace Fovea.Player.Output;

/// <summary>Writes a profile for people.</summary>
internal static class ProfileText
{
    // Beyond these few nobody optimises first.
    private const int Slowest = 5;

    // The folders of a shader say nothing that the operator does not.
    public static string Kernel(string name) => Texts.End(name[(name.LastIndexOf('/') + 1)..], 36);

    public static void Write(Terminal terminal, NetworkProfile profile)
    {
        Table table = Terminal.NewTable("#", "node", "kernel", "output", ">ms", ">p90", ">share", ">GFLOP/s", ">GB/s");
        int number = 0;
        foreach (LayerTime layer in profile.Layers)
        {
            string[] cells =
            [
                (++number).ToString(),
                Texts.End(layer.Node, 52),
                Kernel(layer.Kernel),
                layer.Output,
                Numbers.Milliseconds(layer.Ms),
                Numbers.Milliseconds(layer.P90Ms),
                Numbers.Share(layer.Share),
                Numbers.Short(System.Math.Round(layer.Gflops, 2)),
                Numbers.Short(System.Math.Round(layer.GigabytesPerSecond, 2)),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        terminal.Write(table);
        terminal.WriteLine(
            $"{profile.Layers.Count} dispatches, {profile.Barriers} barriers; together {Numbers.Milliseconds(profile.SumMs)} ms on the GPU " +
            $"(medians); feature maps take {Numbers.Whole(profile.PeakBytes)} bytes.");
        IEnumerable<LayerTime> slowest = profile.Layers.OrderByDescending(l => l.Ms).Take(Slowest);
        terminal.WriteLine($"Slowest: {string.Join("; ", slowest.Select(l => $"{Texts.End(l.Node, 48)} {Numbers.Share(l.Share)}"))}.");
        if (!profile.HasTimestamps)
            terminal.WriteLine("This device has no timestamps: each dispatch was waited for, and the wait is part of every time.");
    }
}
