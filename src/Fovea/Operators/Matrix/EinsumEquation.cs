using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Matrix;

/// <summary>
/// The equation of an <c>Einsum</c> with the shapes it is about: a label for each axis. Axes under an ellipsis get labels of their own,
/// counted from the last, so that they broadcast.
/// </summary>
internal sealed class EinsumEquation
{
    private EinsumEquation(IReadOnlyList<int[]> operands, int[] result, IReadOnlyDictionary<int, int> sizes)
    {
        Operands = operands;
        Result = result;
        Sizes = sizes;
    }

    /// <summary>The labels of each operand's axes.</summary>
    public IReadOnlyList<int[]> Operands { get; }

    /// <summary>The labels of the result's axes.</summary>
    public int[] Result { get; }

    /// <summary>The extent that each label stands for.</summary>
    public IReadOnlyDictionary<int, int> Sizes { get; }

    /// <summary>Reads an equation.</summary>
    /// <exception cref="ModelException">It is malformed or does not fit the shapes.</exception>
    public static EinsumEquation Of(string equation, IReadOnlyList<Shape> shapes)
    {
        string text = equation.Replace(" ", "");
        string[] sides = text.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != shapes.Count)
            throw new ModelException($"The equation '{equation}' has {terms.Length} terms, and there are {shapes.Count} inputs.");
        var sizes = new Dictionary<int, int>();
        var operands = new List<int[]>();
        int widest = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            int hidden = terms[i].Contains("...") ? shapes[i].Rank - (terms[i].Length - 3) : 0;
            int[] labels = Labels(terms[i], hidden, equation);
            if (hidden < 0 || labels.Length != shapes[i].Rank)
                throw new ModelException($"The term '{terms[i]}' of the equation '{equation}' does not fit an input of shape {shapes[i]}.");
            widest = System.Math.Max(widest, hidden);
            for (int axis = 0; axis < labels.Length; axis++)
            {
                int size = shapes[i][axis], known = sizes.GetValueOrDefault(labels[axis], 1);
                if (size != known && size != 1 && known != 1)
                    throw new ModelException($"The label {Name(labels[axis])} of the equation '{equation}' stands for {known} and for {size}.");
                sizes[labels[axis]] = known == 1 ? size : known;
            }

            operands.Add(labels);
        }

        // Without a right side: what was hidden, then the labels that come once, in the order of letters.
        int[] result = sides.Length == 2
            ? Labels(sides[1], sides[1].Contains("...") ? widest : 0, equation)
            : Enumerable.Range(1, widest).Reverse().Select(n => -n)
                .Concat(operands.SelectMany(o => o).Where(l => l > 0).GroupBy(l => l).Where(g => g.Count() == 1).Select(g => g.Key).OrderBy(l => l)).ToArray();
        int unknown = result.FirstOrDefault(label => !sizes.ContainsKey(label));
        if (unknown != 0 || result.Distinct().Count() != result.Length)
            throw new ModelException($"The right side of the equation '{equation}' has a label twice, or one that no term has.");
        return new EinsumEquation(operands, result, sizes);
    }

    // Letters are their code; what an ellipsis hides is -1 for its last axis, -2 for the one before, and so on.
    private static int[] Labels(string term, int hidden, string equation)
    {
        var labels = new List<int>();
        for (int i = 0; i < term.Length; i++)
        {
            if (term[i] == '.' && term.Length >= i + 3 && term.Substring(i, 3) == "..." && term.IndexOf("...", i + 3, System.StringComparison.Ordinal) < 0)
            {
                labels.AddRange(Enumerable.Range(1, System.Math.Max(0, hidden)).Reverse().Select(n => -n));
                i += 2;
            }
            else if (term[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            {
                labels.Add(term[i]);
            }
            else
            {
                throw new ModelException($"The equation '{equation}' has '{term[i]}' where a letter or one ellipsis a term can stand.");
            }
        }

        return labels.ToArray();
    }

    private static string Name(int label) => label > 0 ? $"'{(char)label}'" : "under an ellipsis";
}
