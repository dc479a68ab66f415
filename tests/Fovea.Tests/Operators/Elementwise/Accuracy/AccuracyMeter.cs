using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators.Elementwise;
using Fovea.Runtime;

namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>Measures one case: computes its samples in double precision once, and compares what a device or the host makes of them.</summary>
internal sealed class AccuracyMeter
{
    // What a subnormal number may be taken for is zero.
    private const double Smallest = 1.17549435082228751e-38, Overflow = 3.4028236692093846e38;

    private readonly AccuracyCase _case;
    private readonly float[][] _inputs;
    private readonly double[] _expected;

    /// <summary>Prepares the samples.</summary>
    /// <param name="measured">The case.</param>
    /// <param name="density">How many samples there are of each exponent and sign; of pairs, a thousand times as many and those of special numbers.</param>
    public AccuracyMeter(AccuracyCase measured, int density)
    {
        _case = measured;
        _inputs = AccuracySamples.For(measured.Types.Length, density);
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (measured.Types[i] == ElementType.Bool)
                _inputs[i] = _inputs[i].Select(x => x > 1 ? 1f : 0f).ToArray();
        }

        _expected = new double[_inputs[0].Length];
        var at = new double[_inputs.Length];
        for (int index = 0; index < _expected.Length; index++)
        {
            Arguments(index, at, flush: false);
            _expected[index] = measured.Reference(at);
        }
    }

    /// <summary>The number of samples.</summary>
    public int Count => _expected.Length;

    /// <summary>Measures the kernel on a device.</summary>
    public AccuracyResult OnGpu(GpuContext context)
    {
        OperatorCase op = _case.On(Tensors());
        using var runner = new GlModelRunner(context, op.Build());
        return Judge(runner.Run(op.Feeds)["y0"].ToDoubles());
    }

    /// <summary>Measures the host form.</summary>
    public AccuracyResult OnHost()
    {
        Tensor[] inputs = Tensors();
        Model model = _case.On(inputs).Build();
        var op = new ElementwiseOperator(model.Graph.Nodes[0], ElementwiseTable.Rows.First(r => r.Operator == _case.Operator.Operator));
        var info = new Fovea.Operators.TensorInfo(_case.Result, inputs[0].Shape);
        return Judge(op.Evaluate(inputs, new[] { info })![0].ToDoubles());
    }

    private Tensor[] Tensors() => _inputs.Select((values, i) => Tensor.Vector(values).Convert(_case.Types[i])).ToArray();

    private AccuracyResult Judge(double[] actual)
    {
        ElementwiseAccuracy stated = _case.Accuracy;
        double worst = 0;
        int at = -1;
        var arguments = new double[_inputs.Length];
        for (int index = 0; index < actual.Length; index++)
        {
            double error = Error(actual[index], _expected[index], stated.Absolute);
            if (error <= worst)
                continue;
            Arguments(index, arguments, flush: false);
            if (!stated.Covers(arguments))
                continue;
            if (Arguments(index, arguments, flush: true))
                error = Math.Min(error, Error(actual[index], _case.Reference(arguments), stated.Absolute));
            if (error > worst)
                (worst, at) = (error, index);
        }

        return new AccuracyResult(worst, at < 0 ? "" : Describe(at, actual[at]));
    }

    // In units in the last place of the correctly rounded result.
    private static double Error(double actual, double expected, double absolute)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.IsNaN(expected) && double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        double size = Math.Abs(expected), off = Math.Abs(Math.Clamp(actual, -Overflow, Overflow) - Math.Clamp(expected, -Overflow, Overflow));
        if (off <= absolute || (size < Smallest && off <= Smallest))
            return 0;
        double rounded = Math.Abs((float)expected);
        int exponent = double.IsInfinity(rounded) ? 127 : Math.Max(Math.ILogB(rounded), -126);
        return off / Math.ScaleB(1, exponent - 23);
    }

    private bool Arguments(int index, double[] arguments, bool flush)
    {
        bool flushed = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = _inputs[i][index];
            if (flush && arguments[i] != 0 && Math.Abs(arguments[i]) < Smallest)
            {
                arguments[i] = arguments[i] < 0 ? -0.0 : 0.0;
                flushed = true;
            }
        }

        return flushed;
    }

    private string Describe(int index, double actual)
    {
        string arguments = string.Join(", ", _inputs.Select(input => input[index].ToString("R", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{arguments}: {(float)actual:R}, expected {(float)_expected[index]:R}");
    }
}
