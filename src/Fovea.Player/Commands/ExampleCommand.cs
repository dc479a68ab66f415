using System.Collections.Generic;
using System.CommandLine;

namespace Fovea.Player.Commands;

/// <summary>A command with examples for its help.</summary>
internal sealed class ExampleCommand : Command
{
    public ExampleCommand(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Command lines, each with what it does.</summary>
    public IReadOnlyList<string> Examples { get; }
}
