using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf;

namespace Fovea.Models.Onnx;

/// <summary>Makes of a <see cref="Model"/> what an ONNX file says.</summary>
internal sealed class ModelWriter
{
    private readonly Model _model;

    private ModelWriter(Model model) => _model = model;

    public static ModelProto Write(Model model) => new ModelWriter(model).Write();

    private ModelProto Write()
    {
        var proto = new ModelProto
        {
            IrVersion = IrVersion(),
            ProducerName = _model.Producer,
            Graph = Write(_model.Graph),
        };
        foreach ((string domain, int version) in _model.Opsets)
            proto.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        foreach ((string key, string value) in _model.Metadata)
            proto.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return proto;
    }

    // The version of the file format that came with the operator set; from 4 on constants need not be listed as inputs.
    private long IrVersion() => _model.Opsets.TryGetValue("", out int opset) && opset > 18 ? opset > 20 ? 10 : 9 : 8;

    private GraphProto Write(Graph graph)
    {
        var proto = new GraphProto { Name = graph.Name.Length > 0 ? graph.Name : "graph" };
        proto.Input.AddRange(graph.Inputs.Select(Write));
        proto.Output.AddRange(graph.Outputs.Select(Write));
        proto.Node.AddRange(graph.Nodes.Select(Write));
        foreach ((string name, Tensor tensor) in graph.Constants)
            proto.Initializer.Add(Write(tensor, name));
        return proto;
    }

    private NodeProto Write(Node node)
    {
        if (!_model.Opsets.TryGetValue(node.Domain, out int opset))
            throw new ModelException($"Node {node.Label} is of operator set '{node.Domain}', which the model does not list.");
        if (opset != node.Opset)
            throw new ModelException($"Node {node.Label} is written in version {node.Opset} of operator set '{node.Domain}', the model in {opset}: a file has one version of each.");
        var proto = new NodeProto { OpType = node.Operator };
        if (node.Name.Length > 0)
            proto.Name = node.Name;
        if (node.Domain.Length > 0)
            proto.Domain = node.Domain;
        proto.Input.AddRange(node.Inputs);
        proto.Output.AddRange(node.Outputs);
        foreach ((string name, object value) in node.Attributes.Values)
            proto.Attribute.Add(Write(name, value));
        return proto;
    }

    private AttributeProto Write(string name, object value)
    {
        var proto = new AttributeProto { Name = name };
        switch (value)
        {
            case float f: proto.Type = AttributeKind.Float; proto.F = f; break;
            case long i: proto.Type = AttributeKind.Int; proto.I = i; break;
            case string s: proto.Type = AttributeKind.String; proto.S = ByteString.CopyFromUtf8(s); break;
            case Tensor t: proto.Type = AttributeKind.Tensor; proto.T = Write(t, ""); break;
            case Graph g: proto.Type = AttributeKind.Graph; proto.G = Write(g); break;
            case float[] f: proto.Type = AttributeKind.Floats; proto.Floats.AddRange(f); break;
            case long[] i: proto.Type = AttributeKind.Ints; proto.Ints.AddRange(i); break;
            case string[] s: proto.Type = AttributeKind.Strings; proto.Strings.AddRange(s.Select(ByteString.CopyFromUtf8)); break;
            case Tensor[] t: proto.Type = AttributeKind.Tensors; proto.Tensors.AddRange(t.Select(one => Write(one, ""))); break;
            case Graph[] g: proto.Type = AttributeKind.Graphs; proto.Graphs.AddRange(g.Select(Write)); break;
            default: throw new ModelException($"Attribute '{name}' holds a {value.GetType().Name}, which an ONNX file cannot.");
        }

        return proto;
    }

    private static TensorProto Write(Tensor tensor, string name)
    {
        var proto = new TensorProto { DataType = (int)tensor.Type, RawData = UnsafeByteOperations.UnsafeWrap(tensor.Bytes) };
        if (name.Length > 0)
            proto.Name = name;
        proto.Dims.AddRange(tensor.Shape.Select(d => (long)d));
        return proto;
    }

    private static ValueInfoProto Write(ValueInfo value)
    {
        var proto = new ValueInfoProto { Name = value.Name };
        if (value.Type == ElementType.Undefined)
            return proto;
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)value.Type };
        if (value.Dimensions is not null)
        {
            tensor.Shape = new TensorShapeProto();
            foreach (Dimension dimension in value.Dimensions)
                tensor.Shape.Dim.Add(Write(dimension));
        }

        proto.Type = new TypeProto { TensorType = tensor };
        return proto;
    }

    private static TensorShapeProto.Types.Dimension Write(Dimension dimension)
    {
        var proto = new TensorShapeProto.Types.Dimension();
        if (dimension.Value is { } value)
            proto.DimValue = value;
        else if (dimension.Symbol is { } symbol)
            proto.DimParam = symbol;
        return proto;
    }
}
