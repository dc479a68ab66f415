using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Models;

/// <summary>Builds small models in a line or two, in any operator set.</summary>
internal sealed class Net
{
    private readonly List<ValueInfo> _inputs = new();
    private readonly List<ValueInfo> _outputs = new();
    private readonly List<Node> _nodes = new();
    private readonly Dictionary<string, Tensor> _constants = new();
    private readonly int _opset;

    public Net(int opset) => _opset = opset;

    public Net Input(string name, params int[] dims) => Input(name, ElementType.Float, dims);

    public Net Input(string name, ElementType type, params int[] dims)
    {
        _inputs.Add(new ValueInfo(name, type, new Shape(dims)));
        return this;
    }

    public Net Output(string name, ElementType type = ElementType.Float)
    {
        _outputs.Add(new ValueInfo(name, type, (IReadOnlyList<Dimension>?)null));
        return this;
    }

    public Net Constant(string name, Tensor value)
    {
        _constants.Add(name, value);
        return this;
    }

    /// <summary>Adds a node; names are separated by spaces, and '-' stands for one that is left out.</summary>
    public Net Node(string type, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        _nodes.Add(new Node(type, Names(inputs), Names(outputs))
        {
            Name = $"n{_nodes.Count}",
            Opset = _opset,
            Attributes = new Attributes(attributes.ToDictionary(a => a.Name, a => a.Value)),
        });
        return this;
    }

    public Graph Graph(string name = "net") => new(name, _inputs, _outputs, _nodes, _constants);

    public Model Model() => new(Graph(), new Dictionary<string, int> { [""] = _opset });

    public byte[] Bytes() => BytesOf(Model());

    public static byte[] BytesOf(Model model)
    {
        using var stream = new MemoryStream();
        OnnxFile.Save(model, stream);
        return stream.ToArray();
    }

    /// <summary>What the reader makes of the model: sorted, constants lifted.</summary>
    public Model Loaded() => OnnxFile.Load(Bytes());

    private static string[] Names(string text) =>
        text.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(n => n == "-" ? "" : n).ToArray();
}
