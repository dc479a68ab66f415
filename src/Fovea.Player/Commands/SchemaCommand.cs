using System.CommandLine;
using Fovea.Player.Output;
using Fovea.Scenes.Files;

namespace Fovea.Player.Commands;

/// <summary><c>fovea schema</c>: the JSON schema of scene files, for editors and for whoever has added components.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "schema",
            "Print the JSON schema of scene files: all components with their fields, units and ranges.",
            "fovea schema > scenes/scene.schema.json");
        command.SetAction(_ =>
        {
            terminal.Output.Write(SceneSchema.Text());
            return ExitCodes.Ok;
        });
        return command;
    }
}
