using System;
using Fovea.Tests.Hosting;
using Fovea.Tests.Runtime.Tuning;

namespace Fovea.Tests;

/// <summary>What the test assembly does when it is run as a program: see <see cref="HostProbe"/>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["headless"]:
                HostProbe.Headless();
                return 0;
            case ["window"]:
                HostProbe.OpenWindow();
                return 0;
            case ["window-failing"]:
                HostProbe.FailInWindow();
                return 0;
            case ["tune"]:
                TuningProbe.Run();
                return 0;
            default:
                Console.Error.WriteLine("These are tests: run them with `dotnet test`.");
                return 2;
        }
    }
}
