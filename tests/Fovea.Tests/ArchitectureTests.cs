using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Fovea.Tests;

/// <summary>Who may know whom: arrows point down only.</summary>
public sealed class ArchitectureTests
{
    // Inside the assembly that engines embed: what the sources of each folder may name.
    private static readonly Dictionary<string, string[]> Layers = new()
    {
        ["Models"] = Array.Empty<string>(),
        ["Gpu"] = Array.Empty<string>(),
        ["Operators"] = new[] { "Models", "Gpu" },
        ["Runtime"] = new[] { "Models", "Gpu", "Operators" },
        ["Vision"] = new[] { "Models", "Gpu", "Operators", "Runtime" },
    };

    // Between assemblies: what each project may refer to, Compat aside.
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Fovea"] = Array.Empty<string>(),
        ["Fovea.OnnxRuntime"] = new[] { "Fovea" },
        ["Fovea.Hosting"] = new[] { "Fovea" },
        ["Fovea.Capture"] = new[] { "Fovea" },
        ["Fovea.Scenes"] = new[] { "Fovea", "Fovea.Capture" },
        ["Fovea.Training"] = new[] { "Fovea", "Fovea.Capture" },
        ["Fovea.Player"] = new[] { "Fovea", "Fovea.OnnxRuntime", "Fovea.Hosting", "Fovea.Capture", "Fovea.Scenes", "Fovea.Training" },
    };

    [Fact]
    public void Folders_of_Fovea_name_only_those_below_them()
    {
        string root = Path.Combine(TestFiles.Root, "src", "Fovea");
        Assert.Equal(Layers.Keys.Order(), Directory.GetDirectories(root).Select(d => Path.GetFileName(d)).Order());
        foreach ((string layer, string[] allowed) in Layers)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(root, layer), "*.cs", SearchOption.AllDirectories))
            {
                IEnumerable<string> named = Regex.Matches(File.ReadAllText(file), @"\bFovea\.([A-Z]\w+)").Select(m => m.Groups[1].Value).Distinct();
                string[] forbidden = named.Where(n => Layers.ContainsKey(n) && n != layer && !allowed.Contains(n)).ToArray();
                Assert.True(forbidden.Length == 0, $"{file} names {string.Join(", ", forbidden)}; {layer} may know {string.Join(", ", allowed)} only.");
            }
        }
    }

    [Fact]
    public void Projects_refer_only_to_those_below_them()
    {
        foreach ((string project, string[] allowed) in Projects)
        {
            string text = File.ReadAllText(Path.Combine(TestFiles.Root, "src", project, project + ".csproj"));
            string[] named = Regex.Matches(text, @"ProjectReference Include=""\.\./([\w.]+)/").Select(m => m.Groups[1].Value).Where(n => n != "Compat").ToArray();
            Assert.All(named, n => Assert.Contains(n, allowed));
        }
    }
}
