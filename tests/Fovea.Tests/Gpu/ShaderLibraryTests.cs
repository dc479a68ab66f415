using System;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Xunit;

namespace Fovea.Tests.Gpu;

public sealed class ShaderLibraryTests
{
    private static readonly ShaderHeader Desktop = ShaderHeader.For(es: false, compute: true);

    private readonly ShaderLibrary _library = new();

    [Theory]
    [InlineData(false, true, "#version 430")]
    [InlineData(true, true, "#version 310 es")]
    [InlineData(false, false, "#version 330")]
    [InlineData(true, false, "#version 300 es")]
    public void The_version_line_is_first_and_only_es_states_precisions(bool es, bool compute, string version)
    {
        _library.AddSource("tests/a.comp", "void main() { }");
        string[] lines = Expand("tests/a.comp", ShaderDefines.None, ShaderHeader.For(es, compute));
        Assert.Equal(version, lines[0]);
        Assert.Equal(es, lines.Contains("precision highp float;"));
        Assert.Equal(es && compute, lines.Contains("precision highp image2D;"));
        Assert.Contains($"#define FOVEA_ES {(es ? 1 : 0)}", lines);
        Assert.Equal("void main() { }", lines[^1]);
    }

    [Fact]
    public void A_source_is_included_once_and_a_snippet_where_it_is_named()
    {
        _library.AddSource("tests/deep.glsl", "float deep;\n");
        _library.AddSource("tests/a.glsl", "#include \"tests/deep.glsl\"\nfloat a;\n");
        _library.AddSource(
            "tests/main.comp",
            "#include \"tests/a.glsl\"\n#include \"tests/deep.glsl\"\n  #  include <tail>\nfloat b;\n#include <tail>\n");
        string[] lines = Expand("tests/main.comp", ShaderDefines.None.WithSnippet("tail", "float tail;"));
        Assert.Equal(new[] { "float deep;", "float a;", "float tail;", "float b;", "float tail;" }, lines[^5..]);
    }

    [Fact]
    public void Every_line_knows_the_file_it_came_from()
    {
        _library.AddSource("tests/a.glsl", "// first\r\nfloat a;\r\n");
        _library.AddSource("tests/main.comp", "// one\n#include \"tests/a.glsl\"\n#include <s>\nfloat last;");
        ShaderText text = _library.Expand(
            "tests/main.comp", Desktop, ShaderDefines.None.With("N", 3).WithSnippet("s", "float s;"));
        string[] lines = text.Text.Split('\n');
        Assert.Equal(("tests/a.glsl", 2), text.Origin(Array.IndexOf(lines, "float a;") + 1));
        Assert.Equal(("<s>", 1), text.Origin(Array.IndexOf(lines, "float s;") + 1));
        Assert.Equal(("tests/main.comp", 4), text.Origin(Array.IndexOf(lines, "float last;") + 1));
        Assert.Equal("(header)", text.Origin(Array.IndexOf(lines, "#define N 3") + 1).File);
        Assert.Throws<ArgumentOutOfRangeException>(() => text.Origin(text.LineCount + 1));
    }

    [Fact]
    public void Extensions_move_up_to_where_drivers_want_them()
    {
        _library.AddSource("tests/main.comp", "float a;\n#extension GL_EXT_something : enable\nfloat b;\n");
        ShaderText text = _library.Expand("tests/main.comp", ShaderHeader.For(es: true, compute: true), ShaderDefines.None);
        string[] lines = text.Text.TrimEnd('\n').Split('\n');
        Assert.Equal("#extension GL_EXT_something : enable", lines[1]);
        Assert.Equal(("tests/main.comp", 2), text.Origin(2));
        Assert.Equal(new[] { "float a;", "", "float b;" }, lines[^3..]);
    }

    [Fact]
    public void What_is_commented_out_is_not_included()
    {
        _library.AddSource(
            "tests/main.comp", "// #include \"no/such.glsl\"\n/* text\n#include \"no/such.glsl\"\n*/ float a; /* x */ // #version 1\n");
        Assert.Equal("*/ float a; /* x */ // #version 1", Expand("tests/main.comp", ShaderDefines.None)[^1]);
    }

    [Fact]
    public void An_include_inside_a_condition_does_not_count_as_the_one()
    {
        _library.AddSource("tests/a.glsl", "float a;\n");
        _library.AddSource(
            "tests/main.comp", "#if NEVER\n#include \"tests/a.glsl\"\n#include <none>\n#endif\n#include \"tests/a.glsl\"\n");
        string[] lines = Expand("tests/main.comp", ShaderDefines.None);
        Assert.Equal(2, lines.Count(line => line == "float a;"));
        Assert.Contains(lines, line => line.StartsWith("#error", StringComparison.Ordinal) && line.Contains("<none>"));
    }

    [Fact]
    public void A_missing_include_names_who_wants_it_and_what_is_alike()
    {
        _library.AddSource("tests/main.comp", "\n#include \"wrong/packed.glsl\"\n");
        var error = Assert.Throws<ShaderException>(() => Expand("tests/main.comp", ShaderDefines.None));
        Assert.Contains("tests/main.comp:2 includes 'wrong/packed.glsl'", error.Message);
        Assert.Contains("common/packed.glsl", error.Message);
        Assert.Contains("no shader 'tests/nothing.comp'", Assert.Throws<ShaderException>(
            () => Expand("tests/nothing.comp", ShaderDefines.None)).Message);
    }

    [Fact]
    public void A_circle_of_includes_is_told_as_a_circle()
    {
        _library.AddSource("tests/main.comp", "#include \"tests/a.glsl\"\n");
        _library.AddSource("tests/a.glsl", "#include \"tests/b.glsl\"\n");
        _library.AddSource("tests/b.glsl", "#include \"tests/a.glsl\"\n");
        var error = Assert.Throws<ShaderException>(() => Expand("tests/main.comp", ShaderDefines.None));
        Assert.Contains("tests/a.glsl -> tests/b.glsl -> tests/a.glsl", error.Message);
    }

    [Theory]
    [InlineData("#version 430\nvoid main() { }", "tests/main.comp:1 has a #version line")]
    [InlineData("\n#include tests/a.glsl", "tests/main.comp:2 reads '#include tests/a.glsl'")]
    [InlineData("#include", "tests/main.comp:1 reads '#include'")]
    public void A_line_that_cannot_be_is_pointed_out(string source, string message)
    {
        _library.AddSource("tests/main.comp", source);
        Assert.Contains(message, Assert.Throws<ShaderException>(() => Expand("tests/main.comp", ShaderDefines.None)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret.glsl")]
    [InlineData("a//b.glsl")]
    [InlineData("c:\\x.glsl")]
    public void A_path_stays_inside_the_library(string path)
    {
        Assert.Throws<ArgumentException>(() => _library.AddSource(path, ""));
        Assert.False(_library.TryGet(path, out _));
    }

    [Fact]
    public void A_folder_overrides_what_is_built_in_and_is_read_anew_on_demand()
    {
        string folder = Directory.CreateTempSubdirectory("fovea-shaders").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "common"));
            string file = Path.Combine(folder, "common", "packed.glsl");
            File.WriteAllText(file, "float first;");
            var library = new ShaderLibrary(folder);
            Assert.True(library.TryGet("common/packed.glsl", out string text));
            Assert.Equal("float first;", text);

            int revision = library.Revision;
            File.WriteAllText(file, "float second;");
            library.Reload();
            Assert.True(library.TryGet("common/packed.glsl", out text));
            Assert.Equal("float second;", text);
            Assert.True(library.Revision > revision);

            File.Delete(file);
            library.Reload();
            Assert.True(library.TryGet("common/packed.glsl", out text));
            Assert.Contains("load4", text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Throws<DirectoryNotFoundException>(() => new ShaderLibrary(folder));
    }

    private string[] Expand(string path, ShaderDefines defines) => Expand(path, defines, Desktop);

    private string[] Expand(string path, ShaderDefines defines, ShaderHeader header) =>
        _library.Expand(path, header, defines).Text.TrimEnd('\n').Split('\n');
}
