using System;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Hosting;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class GpuTextureTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    public static TheoryData<GlApi, GpuTextureFormat, int> ByteFormats
    {
        get
        {
            var rows = new TheoryData<GlApi, GpuTextureFormat, int>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                rows.Add(api, GpuTextureFormat.R8, 1);
                rows.Add(api, GpuTextureFormat.Rg8, 2);
                rows.Add(api, GpuTextureFormat.Rgb8, 3);
                rows.Add(api, GpuTextureFormat.Rgba8, 4);
            }

            return rows;
        }
    }

    [SkippableTheory, MemberData(nameof(ByteFormats))]
    public void Pixels_come_out_as_they_went_in(GlApi api, GpuTextureFormat format, int channels) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var texture = new GpuTexture(context, 5, 3, format, "picture");
        byte[] pixels = Enumerable.Range(0, 15 * channels).Select(i => (byte)(i * 5 + 1)).ToArray();
        Assert.Equal(pixels.Length, texture.Size);
        texture.Upload<byte>(pixels);
        using var framebuffer = new GpuFramebuffer(texture);
        var read = new byte[60];
        framebuffer.Read(read);
        for (int i = 0; i < 15; i++)
        {
            for (int c = 0; c < 4; c++)
                Assert.Equal(c < channels ? pixels[i * channels + c] : c == 3 ? 255 : 0, read[4 * i + c]);
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Every_format_is_sampled_in_compute(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/sample.comp", """
            layout(local_size_x = 1) in;
            uniform SAMPLER picture;
            layout(std430, binding = 0) writeonly buffer Output0 { vec4 result; };
            void main() { result = vec4(texelFetch(picture, ivec2(1, 0), 0)); }
            """);
        using var output = new GpuBuffer(context, 16, "output");
        var cases = new (GpuTextureFormat Format, byte[] Pixels, float[] Expected, float Tolerance)[]
        {
            (GpuTextureFormat.R8, [0, 51], [0.2f, 0, 0, 1], 1e-6f),
            (GpuTextureFormat.Rgba8, [0, 0, 0, 0, 51, 102, 153, 204], [0.2f, 0.4f, 0.6f, 0.8f], 1e-6f),
            // sRGB: ((0.4 + 0.055) / 1.055) ^ 2.4, alpha stays as it is. Decoders are allowed half a step of eight bits.
            (GpuTextureFormat.Srgb8Alpha8, [0, 0, 0, 0, 102, 0, 255, 51], [(float)Math.Pow(0.455 / 1.055, 2.4), 0, 1, 0.2f], 2e-3f),
            (GpuTextureFormat.Rgba16F, Bytes(Half.Zero, Half.Zero, Half.Zero, Half.Zero, (Half)1.5f, (Half)(-2f), (Half)0.25f, (Half)8f), [1.5f, -2, 0.25f, 8], 1e-6f),
            (GpuTextureFormat.R32F, Bytes(0f, 1e6f), [1e6f, 0, 0, 1], 1e-6f),
            (GpuTextureFormat.Rgba32F, Bytes(0f, 0f, 0f, 0f, 1f, -2f, 3f, 4e-3f), [1, -2, 3, 4e-3f], 1e-6f),
            (GpuTextureFormat.R32UI, Bytes(7u, 70000u), [70000, 0, 0, 1], 1e-6f),
        };
        foreach ((GpuTextureFormat format, byte[] pixels, float[] expected, float tolerance) in cases)
        {
            using var texture = new GpuTexture(context, 2, 1, format, format.ToString());
            texture.Upload<byte>(pixels);
            GpuProgram program = context.Programs.Compute(
                "tests/sample.comp", ShaderDefines.None.With("SAMPLER", format == GpuTextureFormat.R32UI ? "usampler2D" : "sampler2D"));
            using (context.Enter())
            {
                program.Use();
                gl.Uniform1(program.Uniform("picture"), 2);
                texture.Bind(2);
                output.Whole.BindStorage(0);
                context.Dispatch(program, 1);
            }

            float[] result = output.Read<float>(4);
            for (int c = 0; c < 4; c++)
                Assert.True(Math.Abs(result[c] - expected[c]) <= tolerance * Math.Max(1, Math.Abs(expected[c])), $"{format} channel {c}: {result[c]}");
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Compute_writes_an_image_that_a_framebuffer_reads(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        context.Shaders.AddSource("tests/paint.comp", """
            layout(local_size_x = 1) in;
            layout(rgba8, binding = 1) uniform writeonly image2D picture;
            void main()
            {
                ivec2 at = ivec2(gl_GlobalInvocationID.xy);
                imageStore(picture, at, vec4(vec2(at), 2.0, 5.0) / 5.0);
            }
            """);
        using var texture = new GpuTexture(context, 4, 3, GpuTextureFormat.Rgba8, "picture");
        using var framebuffer = new GpuFramebuffer(texture);
        framebuffer.Clear(1, 1, 1, 1);
        using (context.Enter())
        {
            texture.BindImage(1, BufferAccessARB.WriteOnly);
            context.Dispatch(context.Programs.Compute("tests/paint.comp"), 4, 3);
        }

        var read = new byte[48];
        framebuffer.Read(read);
        for (int i = 0; i < 12; i++)
            Assert.Equal(new byte[] { (byte)(i % 4 * 51), (byte)(i / 4 * 51), 102, 255 }, read.AsSpan(4 * i, 4).ToArray());
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_texture_of_the_host_outlives_Fovea(GlApi api) => GlThread.Run(api, gl =>
    {
        uint handle = gl.GenTexture();
        gl.BindTexture(TextureTarget.Texture2D, handle);
        gl.TexStorage2D(TextureTarget.Texture2D, 1, SizedInternalFormat.Rgba8, 4, 4);
        gl.BindTexture(TextureTarget.Texture2D, 0);
        using (var context = GpuContext.Attach(gl, new GpuOptions { Debug = true }))
        {
            GpuTexture.Wrap(context, handle, 4, 4, GpuTextureFormat.Rgba8, "host's").Dispose();
            Assert.Empty(context.Leaks());
            Assert.Throws<ArgumentOutOfRangeException>(() => GpuTexture.Wrap(context, 0, 4, 4, GpuTextureFormat.Rgba8, "none"));
        }

        Assert.True(gl.IsTexture(handle));
        gl.DeleteTexture(handle);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Wrong_sizes_and_units_are_refused(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GpuTexture(context, 0, 4, GpuTextureFormat.R8, "flat"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GpuTexture(context, 2049, 4, GpuTextureFormat.R8, "wide"));
        using var texture = new GpuTexture(context, 4, 4, GpuTextureFormat.Rgb8, "picture");
        Assert.Contains("48 bytes", Assert.Throws<ArgumentException>(() => texture.Upload<byte>(new byte[64])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => texture.Bind(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => texture.BindImage(2, BufferAccessARB.ReadOnly));
    });

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
