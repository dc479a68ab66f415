using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Conformance;

/// <summary>The tests that Fovea does not pass, each with its reason: <c>excluded.txt</c>, a line each.</summary>
internal static class Exclusions
{
    /// <summary>The reasons by name; a name that ends in * stands for all that begin so.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = Read();

    /// <summary>Why a test is left out; null where it is not.</summary>
    public static string? ReasonFor(string test) => Reasons.FirstOrDefault(r => Covers(r.Key, test)).Value;

    /// <summary>Whether a line's name stands for a test.</summary>
    public static bool Covers(string name, string test) =>
        name.EndsWith('*') ? test.StartsWith(name.AsSpan(0, name.Length - 1), StringComparison.Ordinal) : test == name;

    private static Dictionary<string, string> Read()
    {
        using Stream stream = typeof(Exclusions).Assembly.GetManifestResourceStream("excluded.txt")!;
        using var reader = new StreamReader(stream);
        var reasons = new Dictionary<string, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            int space = line.IndexOf(' ');
            if (space < 0)
                throw new InvalidDataException($"'{line}' in excluded.txt gives no reason.");
            reasons.Add(line[..space], line[space..].Trim());
        }

        return reasons;
    }
}
