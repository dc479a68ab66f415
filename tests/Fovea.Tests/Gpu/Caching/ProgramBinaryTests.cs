using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Gpu.Caching;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu.Caching;

public sealed class ProgramBinaryTests : IDisposable
{
    private const string Source =
        "layout(local_size_x = 1) in;\nlayout(std430, binding = 0) buffer Result { int result[]; };\nvoid main() { result[0] = VALUE; }\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("fovea-programs-").FullName;

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_next_start_loads_what_this_one_compiled(GlApi api) => GlThread.Run(api, gl =>
    {
        SkipWithoutBinaries(gl);
        Assert.Equal((7, 0), Run(gl, 7));
        Assert.Equal((7, 1), Run(gl, 7));

        // Other words, other program.
        Assert.Equal((8, 0), Run(gl, 8));
        Assert.Equal((8, 1), Run(gl, 8));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_graphics_program_is_kept_too(GlApi api) => GlThread.Run(api, gl =>
    {
        SkipWithoutBinaries(gl);
        for (int start = 0; start < 2; start++)
        {
            using GpuContext context = Open(gl);
            context.Shaders.AddSource("tests/a.vert", "void main() { gl_Position = vec4(0.0); }");
            context.Shaders.AddSource("tests/a.frag", "out vec4 color;\nvoid main() { color = vec4(1.0); }");
            Assert.NotEqual(0u, context.Programs.Graphics("tests/a.vert", "tests/a.frag").Handle);
            Assert.Equal(start, context.Programs.Loaded);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_binary_that_the_driver_refuses_is_compiled_and_replaced(GlApi api) => GlThread.Run(api, gl =>
    {
        SkipWithoutBinaries(gl);
        Run(gl, 7);

        // Whole as far as the cache can tell, nonsense to the driver: what an update of the driver leaves.
        using (GpuContext context = Open(gl))
        {
            ProgramBinaries binaries = context.Programs.Binaries!;
            ShaderText text = context.Shaders.Expand("tests/value.comp", ShaderHeader.For(context.Info), ShaderDefines.None.With("VALUE", 7));
            string key = binaries.KeyOf(new[] { (ShaderType.ComputeShader, text) });
            byte[] entry = context.Options.Cache!.TryRead(key)!;
            Array.Clear(entry, 4, entry.Length - 4);
            Assert.True(context.Options.Cache.TryWrite(key, entry));
        }

        Assert.Equal((7, 0), Run(gl, 7));
        Assert.Equal((7, 1), Run(gl, 7));
    });

    [SkippableFact]
    public void Limits_hold_for_loaded_programs_too() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        SkipWithoutBinaries(gl);
        const string Large = "layout(local_size_x = 16, local_size_y = 16) in; void main() { }";
        for (int start = 0; start < 2; start++)
        {
            using GpuContext context = Open(gl);
            context.Shaders.AddSource("tests/large.comp", Large);
            Assert.Contains("256 invocations", Assert.Throws<ShaderException>(() => context.Programs.Compute("tests/large.comp")).Message);
        }
    });

    [SkippableFact]
    public void A_cache_that_cannot_be_written_is_told_of_once() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        SkipWithoutBinaries(gl);
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "no folder");
        var log = new List<string>();
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Cache = new DiskCache(file), Log = log.Add });
        context.Shaders.AddSource("tests/value.comp", Source);
        foreach (int value in new[] { 1, 2, 3 })
            context.Programs.Compute("tests/value.comp", ShaderDefines.None.With("VALUE", value));
        Assert.Contains(file, Assert.Single(log, line => line.Contains("cache", StringComparison.Ordinal)));
    });

    [SkippableFact]
    public void A_driver_without_binary_formats_compiles() => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        using var context = GpuContext.Attach(host.GL, new GpuOptions { Cache = null });
        context.Shaders.AddSource("tests/value.comp", Source);
        Assert.NotEqual(0u, context.Programs.Compute("tests/value.comp", ShaderDefines.None.With("VALUE", 1)).Handle);
        Assert.Equal(0, context.Programs.Loaded);
    });

    private static void SkipWithoutBinaries(GL gl)
    {
        gl.GetInteger(GLEnum.NumProgramBinaryFormats, out int count);
        Skip.If(count == 0, "This driver gives out no program binaries.");
    }

    private GpuContext Open(GL gl)
    {
        var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, Cache = new DiskCache(_folder) });
        context.Shaders.AddSource("tests/value.comp", Source);
        return context;
    }

    // What the program writes, and how many programs came from the disk.
    private (int Value, int Loaded) Run(GL gl, int value)
    {
        using GpuContext context = Open(gl);
        using var buffer = new GpuBuffer(context, 16, "result");
        using (context.Enter())
        {
            buffer.Whole.BindStorage(0);
            context.Dispatch(context.Programs.Compute("tests/value.comp", ShaderDefines.None.With("VALUE", value)), 1);
        }

        return (buffer.Read<int>(1)[0], context.Programs.Loaded);
    }
}
