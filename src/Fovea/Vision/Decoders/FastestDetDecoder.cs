using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>FastestDet: one box for each cell of one grid, planes [1, 5 + C, H, W].</summary>
/// <remarks>
/// With g the cell: centre = (tanh(t) + g) / (W, H), size = σ(t) of the input, score = objectness^0.6 * class^0.4, which are probabilities
/// already. Parameter: <c>planes</c>, the name of the output. Source: github.com/dog-qiuqiu/FastestDet.
/// </remarks>
public sealed class FastestDetDecoder : Decoder
{
    // What the network's author weighs objectness and class with.
    private const float ObjectnessPower = 0.6f;
    private const float ClassPower = 0.4f;

    // tanh is ±1 to the last bit before; computed by exponentials it may be infinity over infinity far beyond.
    private const float LargestOffset = 12;

    private readonly int _classes;
    private readonly int _rows;
    private readonly int _columns;

    private FastestDetDecoder(DecoderSetup setup, string output, Shape shape)
        : base(setup, new[] { output }, shape[2] * shape[3])
    {
        (_classes, _rows, _columns) = (shape[1] - 5, shape[2], shape[3]);
        Kernels = new[]
        {
            new DecoderKernel("vision/decoders/fastestdet.comp", new[] { 0 }, 0, _rows * _columns)
            {
                Defines = ShaderDefines.None.With("ACTIVATION", (int)ScoreActivation.None).With("OBJECTNESS_POWER", ObjectnessPower)
                    .With("CLASS_POWER", ClassPower).With("LARGEST_OFFSET", LargestOffset),
                Words = new[] { _classes, _columns, _rows },
            },
        };
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises FastestDet's output by its shape, whatever it is called.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes.</exception>
    public static FastestDetDecoder Create(DecoderSetup setup)
    {
        string output = new OutputChoice(setup).Take("planes", s => s.Rank == 4 && s[0] == 1 && s[1] > 5 && s[2] > 0 && s[3] > 0)
            ?? throw setup.Refusal("FastestDet", "one output [1, 5 + classes, rows, columns]");
        setup.AssertClasses(setup.Outputs[output][1] - 5, output);
        return new FastestDetDecoder(setup, output, setup.Outputs[output]);
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        ReadOnlySpan<float> values = outputs[0].Span;
        int cells = _rows * _columns;
        for (int cell = 0; cell < cells; cell++)
        {
            ref Candidate place = ref candidates.Items[cell];
            float objectness = MathF.Pow(Math.Max(values[cell], 0), ObjectnessPower);
            if (Skips(ref place, objectness, scoreThreshold))
                continue;
            float probability = ClassScores.Best(values, (5 * cells) + cell, cells, _classes, -1, ScoreActivation.None, out int best);
            float score = objectness * MathF.Pow(Math.Max(probability, 0), ClassPower);
            if (Skips(ref place, score, scoreThreshold))
                continue;
            float x = (Offset(values[cells + cell]) + (cell % _columns)) / _columns, y = (Offset(values[(2 * cells) + cell]) + (cell / _columns)) / _rows;
            float w = values[(3 * cells) + cell], h = values[(4 * cells) + cell];
            bool finite = AreFinite(values[cells + cell], values[(2 * cells) + cell], w, h);
            place = finite ? new Candidate(Boxes.Around(x, y, Sigmoid(w), Sigmoid(h)), score, best) : NotANumber;
        }
    }

    private static float Offset(float t) => MathF.Tanh(Math.Clamp(t, -LargestOffset, LargestOffset));
}
