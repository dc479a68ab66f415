using System;
using System.IO;
using System.Threading;
using Spectre.Console;

namespace Fovea.Player.Output;

/// <summary>Where a command writes to, and how it hears that it shall end.</summary>
internal sealed class Terminal
{
    // Text that goes to a file or another program is not broken at the width of a screen that nobody sees.
    private const int WidthWithoutScreen = 240;

    private readonly IAnsiConsole _console;
    private readonly bool _screen;

    public Terminal(TextWriter output, TextWriter error, CancellationToken stop)
    {
        Output = output;
        Error = error;
        Stop = stop;
        bool screen = _screen = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = screen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = screen ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!screen)
            _console.Profile.Width = WidthWithoutScreen;
    }

    /// <summary>Whether a person sees the output as it comes.</summary>
    public bool HasScreen => _screen;

    /// <summary>For results.</summary>
    public TextWriter Output { get; }

    /// <summary>For errors and notes.</summary>
    public TextWriter Error { get; }

    /// <summary>Cancelled when the person asks for the end.</summary>
    public CancellationToken Stop { get; }

    /// <summary>A table with these columns; those whose name begins with <c>&gt;</c> are right-aligned, as numbers are.</summary>
    public static Table NewTable(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            bool right = column.StartsWith('>');
            var made = new TableColumn(new Text(right ? column[1..] : column)) { NoWrap = true };
            table.AddColumn(right ? made.RightAligned() : made.LeftAligned());
        }

        return table;
    }

    /// <summary>Writes a line of results.</summary>
    public void WriteLine(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a table.</summary>
    public void Write(Table table) => _console.Write(table);

    /// <summary>Does something step by step, on this thread, with a bar on a screen; nothing shows where there is no screen.</summary>
    /// <param name="what">What is done, for people.</param>
    /// <param name="step">Does a step and tells how much is done: 1 ends it.</param>
    /// <param name="note">What is told beside the bar, as a rate; null for nothing.</param>
    /// <param name="quiet">Whether nothing shows on a screen either, where the output is for programs.</param>
    /// <exception cref="OperationCanceledException">The person asked for the end.</exception>
    public void Progress(string what, Func<double> step, bool quiet = false, Func<string>? note = null)
    {
        if (!_screen || quiet)
        {
            while (Step() < 1)
            {
            }

            return;
        }

        _console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            ProgressTask task = context.AddTask(what, maxValue: 1);
            for (double done = 0; done < 1; task.Value = done)
            {
                done = Step();
                if (note is not null)
                    task.Description = $"{what}, {note()}";
            }
        });

        double Step()
        {
            Stop.ThrowIfCancellationRequested();
            return step();
        }
    }

    /// <summary>Says something that is no result.</summary>
    public void Note(string text) => Error.WriteLine(text);
}
