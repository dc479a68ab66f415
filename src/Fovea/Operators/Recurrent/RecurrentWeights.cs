using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>
/// The weights that every step reads, in one buffer: R with neighbouring elements of the state side by side
/// ([direction][summed][gate][element]), then B, then P. Constants are packed once a model, others by dispatches in every run.
/// </summary>
internal sealed class RecurrentWeights
{
    private const int R = 2, B = 3, P = 7;

    private readonly PlanBuilder _plan;
    private readonly RecurrentSizes _sizes;

    public RecurrentWeights(PlanBuilder plan, RecurrentSizes sizes)
    {
        _plan = plan;
        _sizes = sizes;
    }

    /// <summary>Where the biases start.</summary>
    public int Biases => _sizes.Recurrent;

    /// <summary>Where the peepholes start.</summary>
    public int Peepholes => Biases + Count(B);

    private int Rows => _sizes.Gates * _sizes.Hidden;

    /// <summary>The buffer.</summary>
    public PlanTensor Buffer()
    {
        int[] given = new[] { R, B, P }.Where(_plan.Has).ToArray();
        int words = Peepholes + Count(P);
        if (given.All(input => _plan.Value(input) is not null))
            return _plan.Weights(string.Join("|", given.Select(i => _plan.Node.Inputs[i]).Prepend("recurrent")), words, () => Pack(given, words));

        PlanTensor buffer = _plan.Scratch("weights", ElementType.Float, new Shape(words), Layout.RowMajor);
        Placement.Put(_plan, _plan.Input(R), buffer, 0, (_sizes.Directions, _sizes.Hidden, Rows), new[] { Rows * _sizes.Hidden, 1, _sizes.Hidden });
        foreach (int input in given.Skip(1))
            Placement.Put(_plan, _plan.Input(input), buffer, input == B ? Biases : Peepholes);
        return buffer;
    }

    private int Count(int input) => _plan.Info(input)?.Shape.Count ?? 0;

    private float[] Pack(IEnumerable<int> given, int words)
    {
        var packed = new float[words];
        float[] r = _plan.Value(R)!.ToSingles();
        int hidden = _sizes.Hidden;
        for (int i = 0; i < r.Length; i++)
        {
            int k = i % hidden, row = i / hidden % Rows, direction = i / hidden / Rows;
            packed[(direction * hidden + k) * Rows + row] = r[i];
        }

        foreach (int input in given.Skip(1))
            Array.Copy(_plan.Value(input)!.ToSingles(), 0, packed, input == B ? Biases : Peepholes, Count(input));
        return packed;
    }
}
