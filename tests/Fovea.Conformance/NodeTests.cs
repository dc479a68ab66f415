using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Xunit;

namespace Fovea.Conformance;

/// <summary>
/// ONNX's own tests, on OpenGL: all but those that <c>excluded.txt</c> names. On OpenGL ES one test of every operator, and all of them
/// where the environment variable <c>FOVEA_CONFORMANCE_ES</c> is 1.
/// </summary>
public class NodeTests
{
    private const string None = "none";

    private static readonly string[] Groups = { "node", "simple", "pytorch-converted", "pytorch-operator" };

    /// <summary>Group and name of every test that must pass.</summary>
    public static TheoryData<string, string> All => Rows(Included());

    /// <summary>Group and name of one test for each operator, or of all.</summary>
    public static TheoryData<string, string> OnES =>
        Rows(Environment.GetEnvironmentVariable("FOVEA_CONFORMANCE_ES") == "1" ? Included() : OneOfEachOperator());

    /// <summary>The outputs are those that ONNX gives.</summary>
    [SkippableTheory]
    [MemberData(nameof(All))]
    public void OpenGL(string group, string name) => Run(group, name, GlApi.OpenGL);

    /// <inheritdoc cref="OpenGL"/>
    [SkippableTheory]
    [MemberData(nameof(OnES))]
    public void OpenGLES(string group, string name) => Run(group, name, GlApi.OpenGLES);

    /// <summary>A test that passes has no place among the excluded, and none of their lines is about nothing.</summary>
    [SkippableFact]
    public void NothingThatPassesIsExcluded()
    {
        Skip.If(TestData.WhyAbsent is not null, TestData.WhyAbsent);
        (string Group, string Name)[] excluded = Groups.SelectMany(Of).Where(t => Exclusions.ReasonFor(t.Name) is not null).ToArray();
        string[] passing = excluded.Where(t => Passes(t.Group, t.Name)).Select(t => t.Name).ToArray();
        Assert.True(passing.Length == 0, $"These pass and can be taken off excluded.txt: {string.Join(", ", passing)}");
        string[] idle = Exclusions.Reasons.Keys.Where(line => !excluded.Any(t => Exclusions.Covers(line, t.Name))).ToArray();
        Assert.True(idle.Length == 0, $"No test has these names of excluded.txt: {string.Join(", ", idle)}");
    }

    /// <summary>The list of the excluded stays short: of ONNX 1.12's 932 node tests, 800 at the least must pass.</summary>
    [SkippableFact]
    public void FewAreExcluded()
    {
        Skip.If(TestData.WhyAbsent is not null, TestData.WhyAbsent);
        int all = TestData.Names("node").Count, included = Included().Count(t => t.Group == "node");
        Assert.True(included >= 800 * all / 932, $"Only {included} of {all} node tests are run.");
    }

    private static void Run(string group, string name, GlApi api)
    {
        Skip.If(name == None, TestData.WhyAbsent);
        string? difference = Conformance.Difference(TestData.Folder(group, name), api);
        Assert.True(difference is null, difference);
    }

    private static bool Passes(string group, string name)
    {
        try
        {
            return Conformance.Difference(TestData.Folder(group, name), GlApi.OpenGL) is null;
        }
        catch (ModelException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Group, string Name)> Of(string group) => TestData.Names(group).Select(name => (group, name));

    private static IEnumerable<(string Group, string Name)> Included() =>
        Groups.SelectMany(Of).Where(t => Exclusions.ReasonFor(t.Name) is null);

    private static IEnumerable<(string Group, string Name)> OneOfEachOperator()
    {
        var seen = new HashSet<string>();
        return Included().Where(t => NodeTest.OperatorsOf(TestData.Folder(t.Group, t.Name)).Count(seen.Add) > 0);
    }

    // A theory without rows fails, so the absence of the tests is a row too.
    private static TheoryData<string, string> Rows(IEnumerable<(string Group, string Name)> tests)
    {
        var rows = new TheoryData<string, string>();
        foreach ((string group, string name) in tests.DefaultIfEmpty((None, None)))
            rows.Add(group, name);
        return rows;
    }
}
