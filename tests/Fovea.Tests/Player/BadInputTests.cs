using System;
using System.IO;
using Fovea.Player;
using Fovea.Player.Play;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("inspekt", "inspekt")]
    [InlineData("inspect", "inspect")]
    [InlineData("inspect a.onnx --nonsense", "--nonsense")]
    [InlineData("bench a.onnx --backend vulkan", "vulkan")]
    [InlineData("bench a.onnx --runs 0", "--runs takes a whole number from 1")]
    [InlineData("bench a.onnx --runs", "--runs")]
    [InlineData("compare a.onnx --tolerance -1", "from 0 to 1")]
    [InlineData("compare a.onnx --seed many", "many")]
    [InlineData("evaluate a.onnx", "--data")]
    [InlineData("evaluate a.onnx --data d --score-threshold 2", "from 0 to 1")]
    [InlineData("explain a.onnx b.png --method shap", "shap")]
    [InlineData("explain a.onnx b.png --window 0", "whole number from 1")]
    [InlineData("play --frames 0", "--frames")]
    [InlineData("--frames some", "whole number from 1, not 'some'")]
    [InlineData("play --backend vulkan", "vulkan")]
    public void A_command_line_that_makes_no_sense_is_refused(string line, string named)
    {
        string error = CommandLine.Run(line.Split(' ')).BadInput();
        Assert.Contains(named, error);
        Assert.Contains("--help", error);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("compare")]
    [InlineData("bench")]
    public void A_model_that_is_not_there_or_is_none_is_named(string command)
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string missing = folder.File("missing.onnx"), text = folder.File("text.onnx");
        File.WriteAllText(text, "These are words, and no network at all.");
        Assert.Contains(missing, CommandLine.Run(command, missing).BadInput());
        Assert.Contains(text, CommandLine.Run(command, text).BadInput());
        Assert.Contains(folder.Location, CommandLine.Run(command, folder.Location).BadInput());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named_with_the_option_for_another()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string file = folder.File("file");
        File.WriteAllText(file, "no folder");
        string message = Assert.Throws<UsageException>(() => FrameFiles.Prepare(Path.Combine(file, "faces"))).Message;
        Assert.Contains(Path.Combine(file, "faces"), message);
        Assert.Contains("--out", message);
    }

    [Fact]
    public void Verbose_shows_where_an_error_came_up()
    {
        CommandLine result = CommandLine.Run("inspect", "missing.onnx", "--verbose");
        Assert.Equal(ExitCodes.BadInput, result.Code);
        Assert.Contains("   at ", result.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("play")]
    [InlineData("inspect")]
    [InlineData("compare")]
    [InlineData("bench")]
    [InlineData("evaluate")]
    [InlineData("explain")]
    public void Every_command_has_help_with_examples_and_exit_codes(string command)
    {
        string help = CommandLine.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Ok();
        Assert.Contains("fovea " + command, help);
        Assert.Contains("Examples:", help);
        Assert.Contains("130", help);
    }

    [Fact]
    public void A_fault_of_our_own_is_called_a_bug_and_shows_its_stack()
    {
        using var error = new StringWriter();
        Assert.Equal(ExitCodes.Bug, Failures.Report(new InvalidOperationException("unexpected"), error, verbose: false));
        Assert.Contains("This is a bug", error.ToString());
        Assert.Contains("InvalidOperationException", error.ToString());
    }
}
