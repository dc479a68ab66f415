using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Fovea.Tests.Networks;

/// <summary>
/// Networks as PyTorch exports them, made when a test first asks: in one process, since loading PyTorch takes longer than most exports.
/// They lie in a folder of their own as long as the tests run.
/// </summary>
public sealed class ExportedNetworks : IDisposable
{
    // Larger than a first run needs on two slow cores.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();
    private readonly HashSet<string> _made = new();
    private string? _fault;

    /// <summary>Why nothing can be exported here; null where it can.</summary>
    public static string? WhyUnavailable { get; } = FindPython() is null
        ? "There is no python3 that has torch and torchvision (Debian: python3-torch, python3-torchvision, python3-onnx)."
        : null;

    private static string? Python { get; } = FindPython();

    /// <summary>The file of a network, exported now together with others that will be asked for.</summary>
    /// <param name="task">Name, operator set and input, as <c>resnet18:13:3x193x257</c>.</param>
    /// <param name="all">Everything that the tests will ask for.</param>
    public string File(string task, IEnumerable<string> all)
    {
        if (!_made.Contains(task) && _fault is null)
        {
            string[] tasks = all.Append(task).Distinct().Where(t => !_made.Contains(t)).ToArray();
            Export(tasks);
            _made.UnionWith(tasks);
        }

        if (_fault is not null)
            throw new InvalidOperationException(_fault);
        string[] parts = task.Split(':');
        return _folder.File($"{parts[0]}_{parts[1]}.onnx");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void Export(IEnumerable<string> tasks)
    {
        string script = Path.Combine(TestFiles.Root, "tests", "Fovea.Tests", "Networks", "export.py");
        using Process process = Start(Python!, new[] { script, _folder.Location }.Concat(tasks));
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string errors = process.StandardError.ReadToEnd();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            _fault = "The export took too long.";
        }
        else if (process.ExitCode != 0)
        {
            _fault = $"The export failed: {errors}";
        }
    }

    // A python3 of one's own before the system's often has no torch.
    private static string? FindPython() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(program =>
    {
        try
        {
            using Process process = Start(program, new[] { "-c", "import importlib.util as u; exit(not all(u.find_spec(m) for m in ('torch', 'torchvision', 'onnx')))" });
            return process.WaitForExit(TimeSpan.FromSeconds(60)) && process.ExitCode == 0;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    });

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
