using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Operators;

/// <summary><c>common/exact.glsl</c> and <c>operators/elementwise/divide.glsl</c> against the processor's division, on devices whose own is less exact too.</summary>
public sealed class ExactQuotientTests
{
    private const string Divide =
        """
        #include "operators/elementwise/quantize.glsl"
        layout(local_size_x = 64) in;
        layout(std430, binding = 0) readonly buffer Pairs { vec2 pairs[]; };
        layout(std430, binding = 1) writeonly buffer Results { vec4 results[]; };
        void main() {
            int i = int(gl_GlobalInvocationID.x);
            if (i >= pairs.length()) return;
            vec2 p = pairs[i];
            results[i] = vec4(exactQuotient(p.x, p.y), quotient(p.x, p.y), roundEven(quotientToRound(p.x, p.y)), 0.0);
        }
        """;

    // What the device's quotient is multiplied by: GLSL allows 2.5 units in the last place.
    public static TheoryData<GlApi, string> Devices
    {
        get
        {
            var data = new TheoryData<GlApi, string>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                foreach (string error in new[] { "1.0", "1.00000012", "1.00000015", "0.99999988", "0.99999982" })
                    data.Add(api, error);
            }

            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Devices))]
    public void Is_rounded_as_a_processor_does(GlApi api, string error) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        Skip.If(error != "1.0" && !context.Info.IsSoftware, "This device's own quotients are off already: together that would be more than GLSL allows.");
        Worsen("common/exact.glsl", "float(dividend) / float(divisor)", error);
        Worsen("operators/elementwise/divide.glsl", "(x * scale) / (y * scale)", error);
        context.Shaders.AddSource("tests/divide.comp", Divide);
        float[] pairs = Pairs().SelectMany(p => new[] { p.X, p.Y }).ToArray();
        using GpuBuffer input = GpuBuffer.Of<float>(context, pairs, "pairs");
        using var output = new GpuBuffer(context, 8L * pairs.Length, "results");
        using (context.Enter())
        {
            input.Whole.BindStorage(0);
            output.Whole.BindStorage(1);
            context.Dispatch(context.Programs.Compute("tests/divide.comp"), (uint)((pairs.Length / 2) + 63) / 64);
        }

        float[] results = output.Read<float>(2 * pairs.Length);
        for (int i = 0; i < pairs.Length / 2; i++)
        {
            float x = pairs[2 * i], y = pairs[(2 * i) + 1], expected = x / y;
            string what = $"{x:R} / {y:R} = {expected:R}";
            bool tiny = Math.Abs(expected) < 1.17549435e-38f; // may become zero
            Assert.True(Same(results[4 * i]), $"{what}, exactly {results[4 * i]:R}");
            double off = tiny ? 1.2e-38 : 3.1 * Math.ScaleB(1, Math.ILogB(expected) - 23);
            Assert.True(Same(results[(4 * i) + 1]) || Math.Abs((double)results[(4 * i) + 1] - expected) <= off, $"{what}, nearly {results[(4 * i) + 1]:R}");
            if (Math.Abs(expected) < 70000)
                Assert.True(results[(4 * i) + 2] == MathF.Round(expected), $"{what}, rounded {results[(4 * i) + 2]:R}");

            bool Same(float actual) => (float.IsNaN(expected) && float.IsNaN(actual)) || actual == expected || (tiny && Math.Abs(actual) <= 1.17549435e-38f);
        }

        void Worsen(string path, string quotient, string by)
        {
            string text = File.ReadAllText(Path.Combine(TestFiles.Root, "shaders", path));
            Assert.Contains(quotient, text);
            context.Shaders.AddSource(path, text.Replace(quotient, $"({quotient} * {by})"));
        }
    });

    // Whole numbers, halves of a scale, numbers that are hard to divide (quotients next to the middle of two floats), and any.
    private static IEnumerable<(float X, float Y)> Pairs()
    {
        for (int x = -21; x <= 40; x++)
        {
            for (int y = 1; y <= 14; y++)
                yield return (x, y);
        }

        float[] ends =
        {
            0, 1.17549435e-38f, 3e-38f, 1e-30f, 5e-20f, 1, 1.5f, 3, 16777215, 1.7e38f, 2e38f, 3e38f, 3.4e38f, float.PositiveInfinity, float.NaN,
        };
        foreach (float x in ends)
        {
            foreach (float y in ends)
                yield return (x, -y);
        }

        var random = new Random(5);
        for (int i = 0; i < 4000; i++)
        {
            float scale = (float)Math.Pow(2, (random.NextDouble() * 12) - 10), half = (random.Next(-130, 130) + 0.5f) * scale;
            yield return (half, scale);
            yield return (MathF.BitIncrement(half), scale);
            yield return (MathF.BitDecrement(half), scale);
            float y = 1 + (random.Next(1 << 23) / 8388608f), middle = 1 + ((random.Next(1 << 23) + 0.5f) / 8388608f);
            yield return ((float)((double)y * middle), y);
            yield return (y, 1 + (random.Next(1 << 23) / 8388608f));
            float any = BitConverter.Int32BitsToSingle(random.Next(0x00800000, 0x7f800000)), other = BitConverter.Int32BitsToSingle(random.Next(0x00800000, 0x7f800000));
            yield return (i % 2 == 0 ? any : -any, other);
        }
    }
}
