using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;

namespace Fovea.Player.Commands;

/// <summary>The usual help, and below it examples and exit codes.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private static readonly string[] General =
    [
        "fovea                                     plays the scene 'faces'",
        "fovea play --source camera:0              finds faces in what the camera sees",
        "fovea inspect model.onnx                  lists a network's layers",
    ];

    private readonly HelpAction _help;

    public HelpWithExamples(HelpAction help) => _help = help;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = _help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in parseResult.CommandResult.Command is ExampleCommand command ? command.Examples : General)
            output.WriteLine("  " + example);
        output.WriteLine();
        output.WriteLine("Exit codes:");
        output.WriteLine($"  {ExitCodes.Ok,-4} all went well");
        output.WriteLine($"  {ExitCodes.Different,-4} compare: a layer differs more than the tolerance");
        output.WriteLine($"  {ExitCodes.BadInput,-4} the command line, a file or the system is not as needed; the message says what to do");
        output.WriteLine($"  {ExitCodes.Bug,-4} a fault in Fovea");
        output.WriteLine($"  {ExitCodes.Interrupted,-4} ended by Ctrl-C; what was written is complete");
        return code;
    }
}
