using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Benchmarks.Networks;

/// <summary>The input that a network gets, and what it should make of it, from files beside it where there are such.</summary>
internal static class NetworkReference
{
    /// <summary>The inputs: those of the reference, or else random.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="model">What is in it.</param>
    /// <param name="open">What dimensions become that it leaves open.</param>
    /// <exception cref="ModelException">A file of the reference has not as many bytes as the input needs.</exception>
    public static Dictionary<string, Tensor> Inputs(string file, Model model, int open)
    {
        Dictionary<string, Tensor> inputs = LayerComparison.RandomInputs(model.Graph.Inputs, seed: 1, open);
        for (int i = 0; i < model.Graph.Inputs.Count; i++)
        {
            ValueInfo input = model.Graph.Inputs[i];
            if (File.Exists(Beside(file, "input", i)))
                inputs[input.Name] = new Tensor(input.Type, inputs[input.Name].Shape, File.ReadAllBytes(Beside(file, "input", i)));
        }

        return inputs;
    }

    /// <summary>The largest difference of all outputs from the reference, each as a share of its range; null where there is no reference.</summary>
    public static double? Difference(string file, IModelRunner runner, IReadOnlyDictionary<string, Tensor> outputs)
    {
        double? largest = null;
        for (int i = 0; i < runner.Outputs.Count; i++)
        {
            if (!File.Exists(Beside(file, "output", i)))
                continue;
            Tensor output = outputs[runner.Outputs[i].Name];
            float[] actual = output.ToSingles(), expected = new Tensor(output.Type, output.Shape, File.ReadAllBytes(Beside(file, "output", i))).ToSingles();
            double range = Math.Max((double)expected.Max() - expected.Min(), 1e-30);
            double difference = actual.Zip(expected, (a, e) => a.Equals(e) ? 0 : Math.Abs((double)a - e)).Select(d => double.IsNaN(d) ? double.PositiveInfinity : d).Max();
            largest = Math.Max(largest ?? 0, difference / range);
        }

        return largest;
    }

    private static string Beside(string file, string what, int number) => Path.ChangeExtension(file, $"{what}{number}.bin");
}
