using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace Fovea.Tests;

/// <summary>Runs Python where it is installed with what a test needs: for references that others wrote, or that are written another way.</summary>
internal static class PythonProgram
{
    /// <summary>A python3 that has some modules, or null.</summary>
    // A python3 of one's own before the system's often has none of them.
    public static string? Find(params string[] modules) => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(program =>
    {
        try
        {
            string list = string.Join(", ", modules.Select(m => $"'{m}'"));
            using Process process = Start(program, ["-c", $"import importlib.util as u; exit(not all(u.find_spec(m) for m in ({list},)))"]);
            return process.WaitForExit(TimeSpan.FromSeconds(60)) && process.ExitCode == 0;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    });

    /// <summary>Runs it.</summary>
    /// <param name="program">From <see cref="Find"/>.</param>
    /// <param name="arguments">The script and what it takes.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="patience">How long it may take.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed, or took too long.</exception>
    public static string Run(string program, IReadOnlyList<string> arguments, string input, TimeSpan patience)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{arguments[0]} took longer than {patience}.");
        }

        return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"{arguments[0]} failed: {errors.Result}");
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
