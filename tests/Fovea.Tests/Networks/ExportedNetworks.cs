using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Tests.Networks;

/// <summary>
/// Networks as PyTorch exports them, made when a test first asks: in one process, since loading PyTorch takes longer than most exports.
/// They lie in a folder of their own as long as the tests run.
/// </summary>
public sealed class ExportedNetworks : IDisposable
{
    private static readonly string? Python = PythonProgram.Find("torch", "torchvision", "onnx");

    // Larger than a first run needs on two slow cores.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();
    private readonly HashSet<string> _made = new();
    private string? _fault;

    /// <summary>Why nothing can be exported here; null where it can.</summary>
    public static string? WhyUnavailable { get; } = Python is null
        ? "There is no python3 that has torch and torchvision (Debian: python3-torch, python3-torchvision, python3-onnx)."
        : null;

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
        try
        {
            PythonProgram.Run(Python!, [script, _folder.Location, .. tasks], "", Patience);
        }
        catch (InvalidOperationException e)
        {
            _fault = $"The export failed: {e.Message}";
        }
    }
}
