using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Fovea.Tests.Docs;

/// <summary>Code that a page shows and this assembly compiles.</summary>
internal static class Sample
{
    /// <summary>Asserts that a page of docs shows what stands between the two marks of a file beside this one.</summary>
    public static void AssertShown(string page, string file)
    {
        string code = Text("tests", "Fovea.Tests", "Docs", file);
        int start = code.IndexOf("// sample\n", StringComparison.Ordinal) + "// sample\n".Length, end = code.IndexOf("// end of sample", StringComparison.Ordinal);
        Assert.Contains(code[start..end].Trim(), Text("docs", page));
    }

    private static string Text(params string[] path) => File.ReadAllText(Path.Combine(path.Prepend(TestFiles.Root).ToArray())).Replace("\r\n", "\n");
}
