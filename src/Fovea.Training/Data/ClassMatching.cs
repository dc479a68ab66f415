using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Training.Data;

/// <summary>Which of a network's classes answer to which classes of labelled data. Both sides are brought into the same groups.</summary>
public sealed class ClassMatching
{
    private readonly int[]? _network;
    private readonly int[]? _data;

    private ClassMatching(IReadOnlyList<string> names, int[]? network, int[]? data, IReadOnlyList<string> notes) =>
        (Names, _network, _data, Notes) = (names, network, data, notes);

    /// <summary>The names of the groups.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What is left out, and which classes stand together; a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The group of a network's class; -1 where it answers to no class of the data.</summary>
    public int OfNetwork(int @class) => _network is null ? @class : (uint)@class < (uint)_network.Length ? _network[@class] : -1;

    /// <summary>The group of a class of the data; -1 where no class of the network answers to it.</summary>
    public int OfData(int @class) => _data is null ? @class : (uint)@class < (uint)_data.Length ? _data[@class] : -1;

    /// <summary>Matches.</summary>
    /// <param name="network">The network's classes by number.</param>
    /// <param name="data">The data's classes by number; empty where its numbers are the network's own.</param>
    /// <param name="rules">
    /// Texts as <c>road,mark=Road</c>: classes of the network, then those of the data that they answer to. <c>*</c> is all that no other rule
    /// names. Without rules, classes of the same name match, whatever its capitals.
    /// </param>
    /// <exception cref="DataException">A rule names what is not there, or nothing matches.</exception>
    public static ClassMatching Of(IReadOnlyList<string> network, IReadOnlyList<string> data, IReadOnlyList<string> rules)
    {
        if (data.Count == 0 && rules.Count == 0)
            return new ClassMatching(network, null, null, []);
        IReadOnlyList<string> labelled = data.Count > 0 ? data : network;
        int[] networkGroups = Enumerable.Repeat(-1, network.Count).ToArray(), dataGroups = Enumerable.Repeat(-1, labelled.Count).ToArray();
        List<string> names = rules.Count > 0 ? ByRules(network, labelled, rules, networkGroups, dataGroups) : ByName(network, labelled, networkGroups, dataGroups);
        if (names.Count == 0)
        {
            throw new DataException(
                $"No class of the network has the name of a class of the data. The network's: {List(network)}. The data's: {List(labelled)}. Say which answer to which: --map \"NETWORK,CLASSES=DATA,CLASSES\".");
        }

        var notes = new List<string>();
        for (int group = 0; group < names.Count; group++)
        {
            string[] own = In(network, networkGroups, group), theirs = In(labelled, dataGroups, group);
            if (own.Length > 1 || theirs.Length > 1 || own[0] != theirs[0])
                notes.Add($"The network's {List(own)} {(own.Length == 1 ? "answers" : "answer")} to {List(theirs)}.");
        }

        Left("The network does not know", In(labelled, dataGroups, -1), notes);
        Left("The data does not have", In(network, networkGroups, -1), notes);
        return new ClassMatching(names, networkGroups, dataGroups, notes);
    }

    private static List<string> ByName(IReadOnlyList<string> network, IReadOnlyList<string> data, int[] networkGroups, int[] dataGroups)
    {
        var names = new List<string>();
        for (int i = 0; i < data.Count; i++)
        {
            int at = network.ToList().FindIndex(n => data[i].Length > 0 && n.Equals(data[i], StringComparison.OrdinalIgnoreCase));
            if (at < 0 || networkGroups[at] >= 0)
                continue;
            (networkGroups[at], dataGroups[i]) = (names.Count, names.Count);
            names.Add(data[i]);
        }

        return names;
    }

    private static List<string> ByRules(
        IReadOnlyList<string> network, IReadOnlyList<string> data, IReadOnlyList<string> rules, int[] networkGroups, int[] dataGroups)
    {
        var sides = rules.Select(rule => rule.Split('=') is [var own, var theirs]
            ? (Own: own, Theirs: theirs)
            : throw new DataException($"'{rule}' matches no classes. Write the network's and the data's with = between them: --map \"road,mark=Road\".")).ToArray();
        for (int group = 0; group < sides.Length; group++)
        {
            Take(sides[group].Own, network, networkGroups, group, "network");
            Take(sides[group].Theirs, data, dataGroups, group, "data");
        }

        // The stars take what is left, whichever rule comes first.
        for (int group = 0; group < sides.Length; group++)
        {
            Rest(sides[group].Own, network, networkGroups, group);
            Rest(sides[group].Theirs, data, dataGroups, group);
            if (!networkGroups.Contains(group) || !dataGroups.Contains(group))
                throw new DataException($"'{rules[group]}' leaves one side without a class.");
        }

        return sides.Select((s, group) => NameOf(s.Theirs == "*" ? In(network, networkGroups, group) : In(data, dataGroups, group))).ToList();
    }

    private static string NameOf(string[] classes) => classes.Length <= 3 ? string.Join('+', classes) : $"{classes[0]}+{classes.Length - 1} more";

    private static void Take(string list, IReadOnlyList<string> names, int[] groups, int group, string whose)
    {
        foreach (string name in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(n => n != "*"))
        {
            int at = names.ToList().FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                throw new DataException($"--map names the class '{name}', which the {whose} does not have. It has {List(names)}.");
            if (groups[at] >= 0)
                throw new DataException($"--map names the class '{name}' of the {whose} twice.");
            groups[at] = group;
        }
    }

    private static void Rest(string list, IReadOnlyList<string> names, int[] groups, int group)
    {
        if (!list.Split(',', StringSplitOptions.TrimEntries).Contains("*"))
            return;
        for (int i = 0; i < groups.Length; i++)
            groups[i] = groups[i] < 0 && names[i].Length > 0 && !MaskFolder.IsIgnored(names[i]) ? group : groups[i];
    }

    private static string[] In(IReadOnlyList<string> names, int[] groups, int group) => names.Where((name, i) => groups[i] == group && name.Length > 0).ToArray();

    private static void Left(string what, string[] names, List<string> notes)
    {
        if (names.Length > 0)
            notes.Add($"{what} {List(names)}: left out.");
    }

    private static string List(IReadOnlyList<string> names) =>
        names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(12))} and {names.Count - 12} more";
}
