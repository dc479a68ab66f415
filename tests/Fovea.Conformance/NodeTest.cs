using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.Models.Onnx;
using Fovea.Models.Onnx.Schema;

namespace Fovea.Conformance;

/// <summary>One of ONNX's own tests: a model, and tensors that it takes and gives.</summary>
/// <param name="Model">The network.</param>
/// <param name="Inputs">What a run brings, by name.</param>
/// <param name="Outputs">What it must give, by name.</param>
internal sealed record NodeTest(Model Model, IReadOnlyDictionary<string, Tensor> Inputs, IReadOnlyDictionary<string, Tensor> Outputs)
{
    /// <summary>Reads a test's folder: its model and the first set of data (no test of ONNX 1.12 has two).</summary>
    /// <exception cref="ModelException">The model or a tensor is of a kind that Fovea does not read.</exception>
    public static NodeTest Load(string folder)
    {
        Model model = OnnxFile.Load(Path.Combine(folder, "model.onnx"));
        string data = Path.Combine(folder, "test_data_set_0");
        return new NodeTest(model, Read(data, "input", model.Graph.Inputs), Read(data, "output", model.Graph.Outputs));
    }

    private static Dictionary<string, Tensor> Read(string folder, string kind, IReadOnlyList<ValueInfo> values)
    {
        var tensors = new Dictionary<string, Tensor>();
        for (int i = 0; i < values.Count; i++)
        {
            string path = Path.Combine(folder, $"{kind}_{i}.pb");
            // An optional input that a test leaves out has no file; no input has an empty one.
            if (File.Exists(path))
                tensors[values[i].Name] = AsDeclared(TensorReader.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(path)), new ExternalData(folder)), values[i]);
        }

        return tensors;
    }

    // ONNX 1.12 wrote bfloat16 as the 16 bits that NumPy has for it, and calls them uint16.
    private static Tensor AsDeclared(Tensor tensor, ValueInfo value) => value.Type == ElementType.BFloat16 && tensor.Type == ElementType.UInt16
        ? new Tensor(value.Type, tensor.Shape, tensor.Bytes)
        : tensor;

    /// <summary>The operators of the network, subgraphs left out.</summary>
    public static IEnumerable<string> OperatorsOf(string folder)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        return model.Graph.Node.Select(node => node.OpType).Distinct();
    }
}
