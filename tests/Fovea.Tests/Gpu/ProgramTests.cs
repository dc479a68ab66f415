using System;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class ProgramTests
{
    private const string Scale =
        """
        #include "common/packed.glsl"
        layout(local_size_x = 64) in;
        layout(std430, binding = 0) readonly buffer Input0 { packed4 input0[]; };
        layout(std430, binding = 1) writeonly buffer Output0 { packed4 output0[]; };
        layout(std140, binding = 0) uniform Sizes { int count; };
        void main()
        {
            int i = int(gl_GlobalInvocationID.x);
            if (i < count)
                store4(output0, i, load4(input0, i) * FACTOR);
        }
        """;

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_compute_program_reads_and_writes_ranges_of_buffers(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/scale.comp", Scale);
        GpuProgram program = context.Programs.Compute("tests/scale.comp", ShaderDefines.None.With("FACTOR", 2.5f));
        Assert.Equal((64, 1, 1), program.WorkGroup);

        float[] values = Enumerable.Range(0, 400).Select(i => (float)i).ToArray();
        int alignment = context.Limits.StorageAlignment;
        using var input = new GpuBuffer(context, alignment + 1600, "input");
        using var output = new GpuBuffer(context, 1600, "output");
        using GpuBuffer sizes = GpuBuffer.Of<int>(context, new[] { 90, 0, 0, 0 }, "sizes");
        input.Upload<float>(values, alignment);
        output.Upload<float>(Enumerable.Repeat(-1f, 400).ToArray());
        using (context.Enter())
        {
            input.Slice(alignment, 1600).BindStorage(0);
            output.Whole.BindStorage(1);
            sizes.Whole.BindUniform(0);
            context.Dispatch(program, 2);
        }

        float[] result = output.Read<float>(400);
        Assert.Equal(values.Take(360).Select(v => v * 2.5f), result.Take(360));
        Assert.All(result.Skip(360), v => Assert.Equal(-1f, v));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Half_storage_keeps_eleven_bits(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/scale.comp", Scale);
        GpuProgram program = context.Programs.Compute(
            "tests/scale.comp", ShaderDefines.None.With("FACTOR", 1f / 3).With("HALF_STORAGE"));
        using GpuBuffer input = GpuBuffer.Of<Half>(context, new[] { (Half)1f, (Half)(-2f), (Half)0.5f, (Half)1000f }, "input");
        using var output = new GpuBuffer(context, 8, "output");
        using GpuBuffer sizes = GpuBuffer.Of<int>(context, new[] { 1, 0, 0, 0 }, "sizes");
        using (context.Enter())
        {
            input.Whole.BindStorage(0);
            output.Whole.BindStorage(1);
            sizes.Whole.BindUniform(0);
            context.Dispatch(program, 1);
        }

        Half[] result = output.Read<Half>(4);
        double[] expected = { 1 / 3d, -2 / 3d, 0.5 / 3, 1000 / 3d };
        for (int i = 0; i < 4; i++)
            Assert.InRange((double)result[i] / expected[i], 1 - 1 / 1024d, 1 + 1 / 1024d);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_same_request_builds_once(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl);
        context.Shaders.AddSource("tests/scale.comp", Scale);
        GpuProgram first = context.Programs.Compute("tests/scale.comp", ShaderDefines.None.With("FACTOR", 2f).With("A"));
        GpuProgram again = context.Programs.Compute("tests/scale.comp", ShaderDefines.None.With("A").With("FACTOR", 2f));
        GpuProgram other = context.Programs.Compute("tests/scale.comp", ShaderDefines.None.With("FACTOR", 3f).With("A"));
        GpuProgram snippet = context.Programs.Compute(
            "tests/scale.comp", ShaderDefines.None.With("FACTOR", 2f).With("A").WithSnippet("unused", "x"));
        Assert.Same(first, again);
        Assert.NotSame(first, other);
        Assert.NotSame(first, snippet);
        Assert.Equal((1, 3), (context.Programs.Hits, context.Programs.Misses));

        // A source that changed is built anew.
        context.Shaders.AddSource("tests/scale.comp", Scale + "\n");
        Assert.NotSame(first, context.Programs.Compute("tests/scale.comp", ShaderDefines.None.With("FACTOR", 2f).With("A")));
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Compile_errors_show_the_line_in_the_file_it_came_from(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/helper.glsl", "// one\n// two\nfloat broken() { return undeclared_thing; }\n// four\n");
        context.Shaders.AddSource(
            "tests/bad.comp",
            "#include \"common/packed.glsl\"\n#include \"tests/helper.glsl\"\nlayout(local_size_x = 1) in;\nvoid main() { broken(); }\n");
        var error = Assert.Throws<ShaderException>(
            () => context.Programs.Compute("tests/bad.comp", ShaderDefines.None.With("KERNEL", 3)));
        Assert.Equal("tests/bad.comp", error.Shader);
        Assert.Contains("KERNEL=3", error.Message);
        Assert.Contains("undeclared_thing", error.Log);
        Assert.Contains(error.Log.Trim('\0', '\n', ' '), error.Message);
        Assert.Contains("tests/helper.glsl:3", error.Message);
        Assert.Contains("  >    3 | float broken() { return undeclared_thing; }", error.Message);
        Assert.Contains("       4 | // four", error.Message);
        Assert.Empty(context.Leaks());
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_broken_file_of_the_override_folder_is_named_with_its_whole_path(GlApi api) => GlThread.Run(api, gl =>
    {
        string folder = Directory.CreateTempSubdirectory("fovea-shaders").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "tests"));
            string file = Path.Combine(folder, "tests", "bad.comp");
            File.WriteAllText(file, "layout(local_size_x = 1) in;\nvoid main()\n{\n    nonsense;\n}\n");
            using var context = GpuContext.Attach(gl, new GpuOptions { ShaderDirectory = folder });
            var error = Assert.Throws<ShaderException>(() => context.Programs.Compute("tests/bad.comp"));
            Assert.Contains(file + ":4", error.Message);
            Assert.Contains("  >    4 |     nonsense;", error.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Packed_layout_helpers_agree_with_the_definition(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/packed.comp", """
            #include "common/packed.glsl"
            layout(local_size_x = 1) in;
            layout(std430, binding = 0) writeonly buffer Output0 { vec4 result[]; };
            void main()
            {
                int channels = int(gl_WorkGroupID.x);
                result[2 * channels] = vec4(vectorsOf(channels), packedIndex(3, 2, channels, 5, 4), 0.0, 0.0);
                result[2 * channels + 1] = laneMask(channels / 4, channels);
            }
            """);
        using var output = new GpuBuffer(context, 10 * 32, "output");
        using (context.Enter())
        {
            output.Whole.BindStorage(0);
            context.Dispatch(context.Programs.Compute("tests/packed.comp"), 10);
        }

        float[] result = output.Read<float>(80);
        for (int channels = 0; channels < 10; channels++)
        {
            Assert.Equal(Math.Ceiling(channels / 4d), result[8 * channels]);
            Assert.Equal((channels * 4 + 2) * 5 + 3, result[8 * channels + 1]);
            for (int lane = 0; lane < 4; lane++)
                Assert.Equal(channels / 4 * 4 + lane < channels ? 1 : 0, result[8 * channels + 4 + lane]);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Link_errors_name_both_stages(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/a.vert", "out vec2 at;\nvoid main() { at = vec2(0.0); gl_Position = vec4(0.0); }");
        context.Shaders.AddSource("tests/a.frag", "in vec3 at;\nout vec4 color;\nvoid main() { color = at.xyzx; }");
        var error = Assert.Throws<ShaderException>(() => context.Programs.Graphics("tests/a.vert", "tests/a.frag"));
        Assert.Contains("tests/a.vert + tests/a.frag", error.Message);
        Assert.Contains("at", error.Log);
    });

    [SkippableTheory]
    [InlineData("layout(local_size_x = 16, local_size_y = 16) in; void main() { }", "256 invocations in a group (at most 128)")]
    [InlineData("layout(local_size_x = 1, local_size_z = 65) in; void main() { }", "65 invocations along z (at most 64)")]
    [InlineData(
        """
        #define N (16 * 16)
        const int ROWS = N / 2 + 1;
        layout(local_size_x = 1) in;
        shared vec4 tile[ROWS][8], rest; // 129 * 8 * 16 + 16
        void main() { tile[0][0] = vec4(1.0); rest = tile[0][0]; }
        """,
        "16528 bytes of shared memory (at most 16384)")]
    [InlineData(
        """
        layout(local_size_x = 1) in;
        layout(std430, binding = 0) buffer A { float a[]; };
        layout(std430, binding = 1) buffer B { float b[]; };
        layout(std430, binding = 2) buffer C { float c[]; };
        layout(std430, binding = 3) buffer D { float d[]; };
        layout(std430, binding = 4) buffer E { float e[]; };
        void main() { a[0] = b[0] + c[0] + d[0] + e[0]; }
        """,
        "5 storage buffers (at most 4)")]
    public void More_than_the_portable_limits_is_refused_unless_declared(string source, string complaint) =>
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            context.Shaders.AddSource("tests/large.comp", source);
            var error = Assert.Throws<ShaderException>(() => context.Programs.Compute("tests/large.comp"));
            // A driver may refuse what the device itself lacks before that is looked at.
            if (!complaint.Contains("along z") || context.Limits.MaxLocalZ >= 65 || error.Log.Length == 0)
                Assert.Contains(complaint, error.Message);

            Skip.If(context.Limits.MaxInvocations < 256 || context.Limits.MaxLocalZ < 65 || context.Limits.MaxSharedBytes < 16528
                || context.Limits.MaxStorageBuffers < 5, "This device has no more than the portable limits.");
            Assert.NotEqual(0u, context.Programs.Compute("tests/large.comp", within: context.Limits).Handle);
        });

    [SkippableFact]
    public void Without_compute_the_message_says_what_is_needed() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { AllowCompute = false });
        context.Shaders.AddSource("tests/scale.comp", Scale);
        Assert.False(context.Info.HasCompute);
        var error = Assert.Throws<GpuException>(() => context.Programs.Compute("tests/scale.comp"));
        Assert.Contains("OpenGL 4.3", error.Message);

        // Buffers and drawing still work, in the older dialect.
        using GpuBuffer buffer = GpuBuffer.Of<int>(context, new[] { 3, 4 }, "buffer");
        Assert.Equal(4, buffer.Read<int>(1, 4)[0]);
        context.Shaders.AddSource("tests/a.vert", "void main() { gl_Position = vec4(0.0); }");
        context.Shaders.AddSource("tests/a.frag", "out vec4 color;\nvoid main() { color = vec4(__VERSION__); }");
        Assert.NotEqual(0u, context.Programs.Graphics("tests/a.vert", "tests/a.frag").Handle);
    });
}
