using System.IO;
using System.Threading;
using Fovea.Hosting;
using Fovea.OnnxRuntime;
using Fovea.Player;
using Xunit;

namespace Fovea.Tests.Player;

/// <summary>What a command line gave.</summary>
internal sealed record CommandLine(int Code, string Output, string Error)
{
    /// <summary>Runs the program inside this process.</summary>
    public static CommandLine Run(params string[] args) => Run(CancellationToken.None, args);

    /// <summary>Runs the program inside this process, with a Ctrl-C.</summary>
    public static CommandLine Run(CancellationToken stop, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Fovea.Player.Program.Run(args, output, error, stop);
        return new CommandLine(code, output.ToString(), error.ToString());
    }

    /// <summary>Skips the test where there is no OpenGL without a window.</summary>
    public static void NeedGl()
    {
        try
        {
            HeadlessHost.Create().Dispose();
        }
        catch (HostUnavailableException e)
        {
            throw new SkipException(e.Message);
        }
    }

    /// <summary>Skips the test where ONNX Runtime's library is missing.</summary>
    public static void NeedOnnxRuntime() => Skip.If(OnnxRuntimeLibrary.WhyUnavailable() is not null, OnnxRuntimeLibrary.WhyUnavailable());

    /// <summary>Expects success, and gives what was printed.</summary>
    public string Ok()
    {
        Assert.True(Code == ExitCodes.Ok, $"Exit code {Code}.\n{Error}\n{Output}");
        return Output;
    }

    /// <summary>Expects bad input, told in a message without a stack.</summary>
    public string BadInput()
    {
        Assert.True(Code == ExitCodes.BadInput, $"Exit code {Code}.\n{Error}\n{Output}");
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("This is a bug", Error);
        return Error;
    }
}
