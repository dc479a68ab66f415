using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  -i  a.mp4 ", new[] { "-i", "a.mp4" })]
    [InlineData("-i 'my file.mp4' -vf \"scale=2:2, vflip\"", new[] { "-i", "my file.mp4", "-vf", "scale=2:2, vflip" })]
    [InlineData("a\\ b \"say \\\"hi\\\"\" 'it\"s'", new[] { "a b", "say \"hi\"", "it\"s" })]
    [InlineData("-i '' \"\"", new[] { "-i", "", "" })]
    [InlineData("-i C:\\videos\\new.mp4", new[] { "-i", "C:\\videos\\new.mp4" })]
    [InlineData("$(reboot) ;`id` | x", new[] { "$(reboot)", ";`id`", "|", "x" })]
    public void Splits_as_a_shell_would_and_runs_nothing(string text, string[] expected) => Assert.Equal(expected, CommandLine.Split(text));

    [Fact]
    public void An_open_quote_is_refused() => Assert.Throws<CaptureException>(() => CommandLine.Split("-i 'a b"));
}
