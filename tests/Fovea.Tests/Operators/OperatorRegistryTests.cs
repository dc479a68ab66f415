using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Xunit;

namespace Fovea.Tests.Operators;

public sealed class OperatorRegistryTests
{
    [Fact]
    public void Every_operator_is_registered()
    {
        var registered = OperatorRegistry.Default.Names.Select(n => Create(n.Domain, n.Name).GetType()).ToHashSet();
        Type[] all = typeof(Operator).Assembly.GetTypes().Where(t => typeof(Operator).IsAssignableFrom(t) && !t.IsAbstract).ToArray();
        Assert.NotEmpty(all);
        Assert.Empty(all.Except(registered));
    }

    [SkippableFact]
    public void Every_operator_has_a_test_that_names_it()
    {
        string folder = Path.Combine(TestFiles.Root, "tests", "Fovea.Tests", "Operators");
        Skip.IfNot(Directory.Exists(folder), "The sources of the tests are not on this machine.");
        string sources = string.Concat(Directory.EnumerateFiles(folder, "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "OperatorRegistryTests.cs").Select(File.ReadAllText));
        string[] untested = OperatorRegistry.Default.Names.Select(n => n.Name).Where(name => !sources.Contains($"\"{name}\"", StringComparison.Ordinal)).ToArray();
        Assert.True(untested.Length == 0, $"No test names {string.Join(", ", untested)}.");
    }

    [Fact]
    public void A_copy_is_independent()
    {
        OperatorRegistry copy = OperatorRegistry.Default.Copy().Add("mine", "Same", node => OperatorRegistry.Default.Create(new Node("Identity", node.Inputs, node.Outputs)));
        var node = new Node("Same", new[] { "x" }, new[] { "y" }) { Domain = "mine" };
        Assert.True(copy.Supports(node));
        Assert.False(OperatorRegistry.Default.Supports(node));
        Assert.Contains("mine.Same", Assert.Throws<ModelException>(() => OperatorRegistry.Default.Create(node)).Message);
    }

    // Operators look at their attributes and at how many inputs they have when they are created.
    private static Operator Create(string domain, string name)
    {
        var attributes = new Attributes(new Dictionary<string, object> { ["to"] = 1L, ["axis"] = 0L, ["direction"] = "LEFT" });
        ModelException? last = null;
        for (int inputs = 1; inputs <= 5; inputs++)
        {
            try
            {
                return OperatorRegistry.Default.Create(
                    new Node(name, Enumerable.Range(0, inputs).Select(i => $"x{i}").ToArray(), new[] { "y" }) { Domain = domain, Attributes = attributes });
            }
            catch (ModelException e)
            {
                last = e;
            }
        }

        throw last!;
    }
}
