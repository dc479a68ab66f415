using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Fovea.Tests.Gpu;

/// <summary>What a software rasterizer forgives and a GPU does not, looked for in the text of every shader.</summary>
public sealed class ShaderSourceTests
{
    private static string Folder => Path.Combine(TestFiles.Root, "shaders");

    public static TheoryData<string> Shaders
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order())
                data.Add(Path.GetRelativePath(Folder, file));
            return data;
        }
    }

    /// <summary>
    /// A barrier right behind a read of shared memory protects nothing: the compiler may put off the read until the variable is used. NVIDIA's did so,
    /// and sums of exponentials were shifted by what another warp had written since. The barrier belongs before the next write.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shaders))]
    public void No_variable_is_read_from_shared_memory_right_before_a_barrier(string shader)
    {
        string text = TextOf(shader);
        string[] names = Regex.Matches(text, @"\bshared\s+\w+\s+(\w+)").Select(m => m.Groups[1].Value).ToArray();
        if (names.Length == 0)
            return;
        string read = $@"\w+\s*=\s*(?:{string.Join('|', names)})\b[^;=]*;";
        Match fault = Regex.Match(text, $@"{read}\s*(?:{read}\s*)*barrier\(\)");
        Assert.False(fault.Success, $"{shader}: {fault.Value}");
    }

    /// <summary>e^-x overflows where the result is small; what comes of an infinite divisor, or of one beyond 2^126, is the driver's.</summary>
    [Theory]
    [MemberData(nameof(Shaders))]
    public void No_logistic_function_divides_by_what_may_overflow(string shader)
    {
        Match fault = Regex.Match(TextOf(shader), @"1\.0 / \(1\.0 \+ exp\(-(?!clamp)[^;]*;");
        Assert.False(fault.Success, $"{shader}: {fault.Value} Include operators/elementwise/sigmoid.glsl.");
    }

    // Without comments.
    private static string TextOf(string shader) => Regex.Replace(File.ReadAllText(Path.Combine(Folder, shader)), @"//[^\n]*", "");
}
