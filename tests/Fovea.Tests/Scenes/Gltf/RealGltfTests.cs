using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Scenes.Gltf;
using Fovea.Scenes.Meshes;
using Xunit;

namespace Fovea.Tests.Scenes.Gltf;

/// <summary>Models that others made, where <c>@webxr-input-profiles/assets</c> (MIT, 94 MB, so no dependency) was installed by hand.</summary>
public sealed class RealGltfTests
{
    [SkippableFact]
    public void Models_of_many_programs_are_read()
    {
        string? folder = Ancestors().Select(a => Path.Combine(a, "node_modules", "@webxr-input-profiles", "assets", "dist", "profiles")).FirstOrDefault(Directory.Exists);
        Skip.If(folder is null, "The npm package @webxr-input-profiles/assets is not installed.");
        foreach (string file in Directory.EnumerateFiles(folder!, "*.glb", SearchOption.AllDirectories))
        {
            Model model = GltfFile.Load(file);
            // Hand-held controllers and hands, in metres.
            Assert.InRange(model.Bounds.Size.Length(), 0.05f, 0.5f);
            Assert.All(model.Parts.SelectMany(p => p.Mesh.Vertices), v => Assert.Equal(1, v.Normal.Length(), 1e-3));
        }
    }

    private static IEnumerable<string> Ancestors()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
