using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Linq;
using Fovea.Player.Output;

namespace Fovea.Player.Commands;

/// <summary>All commands of the program. A new one is a file beside this one and a line here.</summary>
internal static class CommandTree
{
    /// <summary>Shows the stack of an error; every command takes it.</summary>
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show where in the program an error came up.",
        Recursive = true,
    };

    public static Command Create(Terminal terminal)
    {
        var help = new HelpOption { Recursive = true };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        // Not a RootCommand, which would call itself after whatever file was started.
        return new Command("fovea", "Sees through OpenGL: plays scenes with networks that watch them, and looks into networks.")
        {
            PlayCommand.Create(terminal),
            InspectCommand.Create(terminal),
            CompareCommand.Create(terminal),
            BenchCommand.Create(terminal),
            TuneCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            SearchCommand.Create(terminal),
            JoinCommand.Create(terminal),
            ViewCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            SchemaCommand.Create(terminal),
            Verbose,
            help,
            new VersionOption(),
        };
    }

    /// <summary>Puts <c>play</c> before arguments that name no command: <c>fovea --frames 9</c> plays.</summary>
    public static IReadOnlyList<string> WithDefaultCommand(Command root, IReadOnlyList<string> args)
    {
        bool forRoot = args.Any(
            a => root.Subcommands.Any(c => c.Name == a) || a is "--help" or "-h" or "-?" or "/?" or "/h" or "--version");
        // A word that is no option is a mistyped command rather than a scene.
        return forRoot || (args.Count > 0 && !args[0].StartsWith('-')) ? args : ["play", .. args];
    }

    /// <summary>The commands that were named, each followed by a space.</summary>
    public static string PathOf(ParseResult parsed)
    {
        string path = "";
        for (CommandResult? at = parsed.CommandResult; at?.Parent is not null; at = at.Parent as CommandResult)
            path = $"{at!.Command.Name} {path}";
        return path;
    }
}
