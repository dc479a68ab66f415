using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf;

namespace Fovea.Models.Onnx;

/// <summary>Makes a <see cref="Model"/> of what an ONNX file says, and checks it on the way.</summary>
internal sealed class ModelReader
{
    /// <summary>The oldest version of ONNX's own operator set that is read.</summary>
    public const int OldestOpset = 1;

    /// <summary>The newest version of ONNX's own operator set that is read.</summary>
    public const int NewestOpset = 21;

    private readonly Dictionary<string, int> _opsets = new();
    private readonly ExternalData _external;

    private ModelReader(string? folder) => _external = new ExternalData(folder);

    public static Model Read(ModelProto proto, string? folder, string source) => new ModelReader(folder).Read(proto, source);

    private Model Read(ModelProto proto, string source)
    {
        if (proto.Graph is null)
            throw new ModelException("it holds no graph; the file is no ONNX model or is cut off.");
        ReadOpsets(proto);
        if (proto.Functions.Count > 0)
        {
            throw new ModelException($"it defines functions of its own ({string.Join(", ", proto.Functions.Take(3).Select(f => $"'{f.Name}'"))}), "
                + "which Fovea does not read: inline them (onnx.inliner.inline_local_functions) and save again.");
        }

        Graph graph = ReadGraph(proto.Graph, isMain: true);
        graph = GraphOrder.Sort(graph);
        graph = ConstantLifting.Apply(graph);
        return new Model(graph, _opsets)
        {
            Producer = $"{proto.ProducerName} {proto.ProducerVersion}".Trim(),
            Metadata = ReadMetadata(proto),
            Source = source,
        };
    }

    private static Dictionary<string, string> ReadMetadata(ModelProto proto)
    {
        var metadata = new Dictionary<string, string>();
        foreach (StringStringEntryProto entry in proto.MetadataProps)
            metadata[entry.Key] = entry.Value;
        return metadata;
    }

    private void ReadOpsets(ModelProto proto)
    {
        foreach (OperatorSetIdProto import in proto.OpsetImport)
        {
            string domain = Canonical(import.Domain);
            if (import.Version is < 1 or > int.MaxValue)
                throw new ModelException($"it imports version {import.Version} of operator set '{domain}', which is no version; the file is damaged.");
            if (_opsets.TryGetValue(domain, out int other) && other != import.Version)
                throw new ModelException($"it imports operator set '{domain}' twice, as version {other} and {import.Version}.");
            _opsets[domain] = (int)import.Version;
        }

        if (_opsets.Count == 0)
            throw new ModelException("it imports no operator set, so its operators have no meaning; the file is no ONNX model or is cut off.");
        if (_opsets.TryGetValue("", out int version) && version is < OldestOpset or > NewestOpset)
        {
            throw new ModelException($"it uses ONNX operator set {version}; Fovea reads {OldestOpset} to {NewestOpset}: "
                + "convert it (onnx.version_converter) or export it again.");
        }
    }

    private static string Canonical(string domain) => domain == "ai.onnx" ? "" : domain;

    private Graph ReadGraph(GraphProto proto, bool isMain)
    {
        if (proto.SparseInitializer.Count > 0)
            throw new ModelException($"graph '{proto.Name}' has a sparse initializer; Fovea reads dense ones only: convert it.");
        var constants = new Dictionary<string, Tensor>();
        foreach (TensorProto tensor in proto.Initializer)
        {
            if (tensor.Name.Length == 0)
                throw new ModelException($"graph '{proto.Name}' has an initializer without a name; the file is damaged.");
            if (!constants.TryAdd(tensor.Name, TensorReader.Read(tensor, _external)))
                throw new ModelException($"graph '{proto.Name}' has two initializers named '{tensor.Name}'.");
        }

        // Files of the first versions list weights as inputs too, and newer ones as inputs with a default: all are constants here.
        ValueInfo[] inputs = proto.Input.Where(v => !constants.ContainsKey(v.Name)).Select(v => ReadValue(v, isMain, "Input")).ToArray();
        ValueInfo[] outputs = proto.Output.Select(v => ReadValue(v, isMain, "Output")).ToArray();
        return new Graph(proto.Name, inputs, outputs, proto.Node.Select(ReadNode).ToArray(), constants);
    }

    private Node ReadNode(NodeProto proto)
    {
        string domain = Canonical(proto.Domain);
        var node = new Node(proto.OpType, proto.Input.ToArray(), proto.Output.ToArray()) { Name = proto.Name, Domain = domain };
        if (proto.OpType.Length == 0)
            throw new ModelException($"node '{proto.Name}' names no operator; the file is damaged.");
        if (!_opsets.TryGetValue(domain, out int opset))
            throw new ModelException($"node {node.Label} is of operator set '{domain}', which the file does not import; the file is damaged or cut off.");
        var attributes = new Dictionary<string, object>();
        foreach (AttributeProto attribute in proto.Attribute)
        {
            object value;
            try
            {
                value = ReadAttribute(attribute);
            }
            catch (ModelException e)
            {
                throw new ModelException($"node {node.Label}, attribute '{attribute.Name}': {e.Message}", e);
            }

            if (!attributes.TryAdd(attribute.Name, value))
                throw new ModelException($"node {node.Label} has attribute '{attribute.Name}' twice.");
        }

        return node with { Opset = opset, Attributes = new Attributes(attributes) };
    }

    private object ReadAttribute(AttributeProto proto)
    {
        if (proto.RefAttrName.Length > 0)
            throw new ModelException($"it refers to a function's attribute '{proto.RefAttrName}' outside a function.");
        int kind = proto.Type != AttributeKind.Undefined ? proto.Type : Guess(proto);
        return kind switch
        {
            AttributeKind.Float => proto.F,
            AttributeKind.Int => proto.I,
            AttributeKind.String => proto.S.ToStringUtf8(),
            AttributeKind.Tensor when proto.T is not null => TensorReader.Read(proto.T, _external),
            AttributeKind.Graph when proto.G is not null => ReadGraph(proto.G, isMain: false),
            AttributeKind.Tensor or AttributeKind.Graph => throw new ModelException("it has no value; the file is damaged."),
            AttributeKind.Floats => proto.Floats.ToArray(),
            AttributeKind.Ints => proto.Ints.ToArray(),
            AttributeKind.Strings => proto.Strings.Select(s => s.ToStringUtf8()).ToArray(),
            AttributeKind.Tensors => proto.Tensors.Select(t => TensorReader.Read(t, _external)).ToArray(),
            AttributeKind.Graphs => proto.Graphs.Select(g => ReadGraph(g, isMain: false)).ToArray(),
            _ => throw new ModelException($"it is of kind {kind} (sparse tensors and types are such), which Fovea does not read."),
        };
    }

    // Writers of the first versions left the kind out.
    private static int Guess(AttributeProto proto) =>
        proto.HasF ? AttributeKind.Float
        : proto.HasI ? AttributeKind.Int
        : proto.HasS ? AttributeKind.String
        : proto.T is not null ? AttributeKind.Tensor
        : proto.G is not null ? AttributeKind.Graph
        : proto.Floats.Count > 0 ? AttributeKind.Floats
        : proto.Strings.Count > 0 ? AttributeKind.Strings
        : proto.Tensors.Count > 0 ? AttributeKind.Tensors
        : proto.Graphs.Count > 0 ? AttributeKind.Graphs
        : AttributeKind.Ints;

    private static ValueInfo ReadValue(ValueInfoProto proto, bool isMain, string role)
    {
        string whose = $"{role} '{proto.Name}'";
        if (proto.Type is null || proto.Type.ValueCase == TypeProto.ValueOneofCase.None)
        {
            // Inside If and Loop the types follow from what goes in.
            return isMain && role == "Input"
                ? throw new ModelException($"{whose} does not say its type; the file is damaged.")
                : new ValueInfo(proto.Name, ElementType.Undefined, (IReadOnlyList<Dimension>?)null);
        }

        if (proto.Type.ValueCase != TypeProto.ValueOneofCase.TensorType)
            throw new ModelException($"{whose} is no tensor but a {proto.Type.ValueCase}; Fovea takes and gives tensors only.");
        TypeProto.Types.Tensor tensor = proto.Type.TensorType;
        return new ValueInfo(proto.Name, TensorReader.Type(tensor.ElemType, whose), tensor.Shape?.Dim.Select(d => ReadDimension(d, whose)).ToArray());
    }

    private static Dimension ReadDimension(TensorShapeProto.Types.Dimension dim, string whose)
    {
        if (dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam)
            return new Dimension(null, dim.DimParam.Length > 0 ? dim.DimParam : null);
        if (dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.None)
            return default;
        // Some exporters write -1 for a size that a run decides.
        if (dim.DimValue == -1)
            return default;
        return dim.DimValue is >= 0 and <= int.MaxValue
            ? new Dimension((int)dim.DimValue, null)
            : throw new ModelException($"{whose} has a dimension of {dim.DimValue}; 0 to {int.MaxValue} is possible.");
    }
}
