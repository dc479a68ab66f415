using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Conformance;

/// <summary>Where ONNX's tests lie: the folder that <c>FOVEA_ONNX_TESTDATA</c> names, or where Debian's libonnx-testdata puts them.</summary>
internal static class TestData
{
    private const string Variable = "FOVEA_ONNX_TESTDATA";

    private static readonly string Root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : "/usr/share/libonnx-testdata/data";

    /// <summary>Why there are no tests; null where there are.</summary>
    public static string? WhyAbsent { get; } = Directory.Exists(Path.Combine(Root, "node"))
        ? null
        : $"ONNX's node tests are not in '{Root}': install Debian's libonnx-testdata, or let {Variable} name the folder that holds 'node'.";

    /// <summary>The folder of a test.</summary>
    /// <param name="group">node, simple, pytorch-converted or pytorch-operator.</param>
    /// <param name="name">The test's name.</param>
    public static string Folder(string group, string name) => Path.Combine(Root, group, name);

    /// <summary>The tests of a group by name, in the order of their names.</summary>
    public static IReadOnlyList<string> Names(string group)
    {
        string folder = Path.Combine(Root, group);
        return Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, "model.onnx"))).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).ToArray()
            : Array.Empty<string>();
    }
}
