using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using System.Threading;
using Fovea.Player.Commands;
using Fovea.Player.Output;

namespace Fovea.Player;

/// <summary>The program <c>fovea</c>.</summary>
internal static class Program
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments; none at all plays the default scene.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors and notes go that are no results.</param>
    /// <param name="stop">Asks for an orderly end, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    internal static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken stop = default)
    {
        var terminal = new Terminal(output, error, stop);
        Command root = CommandTree.Create(terminal);
        ParseResult parsed = root.Parse(CommandTree.WithDefaultCommand(root, args));
        bool verbose = parsed.GetValue(CommandTree.Verbose);
        if (parsed.Action is ParseErrorAction)
        {
            // What is not understood says more than what is then missing.
            string[] messages = parsed.Errors.Select(e => e.Message).Distinct().ToArray();
            string[] unknown = messages.Where(m => parsed.UnmatchedTokens.Any(m.Contains)).ToArray();
            foreach (string message in unknown.Length > 0 ? unknown : messages)
                error.WriteLine(message);
            error.WriteLine($"See 'fovea {CommandTree.PathOf(parsed)}--help'.");
            return ExitCodes.BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Failures.Report(e, error, verbose);
        }
        finally
        {
            output.Flush();
            error.Flush();
        }
    }

    private static int Main(string[] args)
    {
        using var interrupt = new Interrupt();
        return Run(args, Console.Out, Console.Error, interrupt.Token);
    }
}
