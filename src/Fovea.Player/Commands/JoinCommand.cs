using System.CommandLine;
using Fovea.Player.Output;
using Fovea.Scenes.Datasets;

namespace Fovea.Player.Commands;

/// <summary><c>fovea join</c>: brings the shards of a dataset together.</summary>
internal static class JoinCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = new("DIR") { Description = "The dataset's folder." };
        Argument<string[]> shards = new("SHARDS") { Description = "Folders of shards, whose frames are copied there; without any, the frames that are there are joined.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ExampleCommand(
            "join",
            "Bring the shards of a dataset together, and write the files that list all its frames: the same bytes as one run writes.",
            "fovea join town/ shard1/ shard2/ shard3/",
            "fovea join town/")
        {
            folder,
            shards,
        };
        command.SetAction(parsed =>
        {
            string into = parsed.GetRequiredValue(folder);
            string[] from = parsed.GetValue(shards) ?? [];
            DatasetSummary summary = from.Length > 0 ? DatasetJoin.Merge(into, from) : DatasetJoin.Run(into);
            terminal.WriteLine($"{into}: {Numbers.Whole(summary.Frames)} of {Numbers.Whole(summary.FrameCount)} frames with {Numbers.Whole(summary.Objects)} objects.");
            if (!summary.IsComplete)
                terminal.WriteLine($"Missing: {summary.Missing}.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
