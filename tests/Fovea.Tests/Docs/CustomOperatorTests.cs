using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Docs;

/// <summary>The operator of docs/custom-operators.md is what this assembly compiles, and it runs.</summary>
public sealed class CustomOperatorTests
{
    [SkippableTheory, InlineData(GlApi.OpenGL), InlineData(GlApi.OpenGLES)]
    public void An_operator_from_outside_runs_between_others(GlApi api)
    {
        var graph = new Graph(
            "posterized", new[] { new ValueInfo("x", ElementType.Float, new Shape(1, 3, 5, 7)) }, new[] { new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null) },
            new[]
            {
                new Node("Sigmoid", new[] { "x" }, new[] { "s" }),
                new Node("Posterize", new[] { "s" }, new[] { "p" }) { Domain = "my.game", Opset = 1, Attributes = Attributes.None.With("levels", 3f) },
                new Node("Neg", new[] { "p" }, new[] { "y" }),
            },
            new Dictionary<string, Tensor>());
        var model = new Model(graph, new Dictionary<string, int> { [""] = 21, ["my.game"] = 1 });
        Tensor x = Samples.Floats(new Shape(1, 3, 5, 7));
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            OperatorRegistry registry = OperatorRegistry.Default.Copy();
            Assert.Contains("my.game.Posterize", Assert.Throws<ModelException>(() => new GlModelRunner(context, model, registry: registry)).Message);
            Posterize.AddTo(context, registry);
            using var runner = new GlModelRunner(context, model, registry: registry);
            float[] y = runner.Run(new Dictionary<string, Tensor> { ["x"] = x })["y"].ToSingles();
            float[] expected = x.ToSingles().Select(v => -(float)(Math.Floor(3 / (1 + Math.Exp(-v))) / 3)).ToArray();
            Assert.Equal(expected.Length, y.Length);
            for (int i = 0; i < y.Length; i++)
                Assert.Equal(expected[i], y[i], 1e-6f);
        });
    }

    [Fact]
    public void The_page_shows_this_code() => Sample.AssertShown("custom-operators.md", "CustomOperatorSample.cs");

    [Fact]
    public void Every_file_that_the_pages_name_is_there()
    {
        foreach (string page in Directory.GetFiles(Path.Combine(TestFiles.Root, "docs"), "*.md"))
        {
            foreach (string name in File.ReadAllText(page).Split('`').Where((_, i) => i % 2 == 1).Where(IsPath))
                Assert.True(Path.Exists(Path.Combine(TestFiles.Root, name)), $"{Path.GetFileName(page)} names {name}, which is not there.");
        }
    }

    // What begins with one of the repository's folders, and names one file or folder.
    private static bool IsPath(string text) => new[] { "src/", "shaders/", "tests/" }.Any(text.StartsWith) && !text.Contains('*') && !text.Contains(' ');
}
