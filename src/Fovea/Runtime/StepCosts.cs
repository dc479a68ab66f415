using System;
using System.Collections.Generic;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>
/// How long each step of a plan takes on the GPU: what was measured, or where nothing was yet, an estimate from its arithmetic and bytes
/// that is scaled by how far such estimates were off so far.
/// </summary>
internal sealed class StepCosts
{
    // Of the latest measurements of a step the middle one counts: a single one may have been made while the device did something else.
    private const int Kept = 3;

    // Bounds of the roofline that stands for a device before anything is known of it, in operations and bytes a millisecond: of a rasterizer
    // on two cores, and of a small integrated GPU. A dispatch costs something however little it does.
    private static readonly (double Flops, double Bytes, double Dispatch) Software = (20e6, 4e6, 0.02), Hardware = (300e6, 20e6, 0.005);

    private readonly double[] _estimates;
    private readonly double[] _latest;
    private readonly int[] _counts;
    private double _estimated;
    private double _measured;
    private double _scale = 1;

    public StepCosts(IReadOnlyList<PlanStep> steps, bool isSoftware)
    {
        (double flops, double bytes, double dispatch) = isSoftware ? Software : Hardware;
        _estimates = new double[steps.Count];
        _latest = new double[Kept * steps.Count];
        _counts = new int[steps.Count];
        for (int i = 0; i < steps.Count; i++)
            _estimates[i] = dispatch + Math.Max(steps[i].Flops / flops, steps[i].Bytes / bytes);
    }

    /// <summary>The steps.</summary>
    public int Count => _estimates.Length;

    /// <summary>By how much estimates are to be multiplied, from what was measured.</summary>
    public double Scale => _scale;

    /// <summary>How long a step takes, in milliseconds, as far as is known.</summary>
    public double this[int step] => _counts[step] == 0 ? _estimates[step] * _scale : Middle(step);

    /// <summary>How long a step is thought to take before anything is measured, in milliseconds.</summary>
    public double Estimate(int step) => _estimates[step];

    /// <summary>Takes a measurement.</summary>
    public void Add(int step, double milliseconds)
    {
        double before = _counts[step] == 0 ? 0 : Middle(step);
        if (_counts[step] == 0)
            _estimated += _estimates[step];
        _latest[Kept * step + _counts[step] % Kept] = milliseconds;
        _counts[step]++;
        _measured += Middle(step) - before;
        _scale = _measured / _estimated;
    }

    /// <summary>
    /// Takes what a fence told of a stretch of steps where single ones cannot be measured: the scale is moved no further than that needs.
    /// </summary>
    /// <param name="estimated">The sum of their estimates.</param>
    /// <param name="least">Milliseconds that they certainly took.</param>
    /// <param name="most">Milliseconds in which they were certainly done.</param>
    public void Bound(double estimated, double least, double most) => _scale = Math.Min(Math.Max(_scale, least / estimated), most / estimated);

    private double Middle(int step)
    {
        int at = Kept * step;
        (double a, double b, double c) = (_latest[at], _latest[at + 1], _latest[at + 2]);
        return _counts[step] switch
        {
            1 => a,
            2 => Math.Max(a, b),
            _ => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c)),
        };
    }
}
