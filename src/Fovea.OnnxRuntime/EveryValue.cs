using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Google.Protobuf;

namespace Fovea.OnnxRuntime;

/// <summary>
/// Makes the values inside an ONNX file outputs of its graph, without rewriting the file, so that ONNX Runtime still reads
/// what its maker wrote: where a protobuf message occurs twice the two are merged, so the new outputs are appended as a
/// second, small graph.
/// </summary>
internal static class EveryValue
{
    // Field numbers of onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto.name.
    private const int Graph = 7, Output = 12, Name = 1;

    /// <summary>Appends an output for each value that a node makes and that is none yet. ONNX Runtime infers their types.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="model">The same, as read.</param>
    public static byte[] AsOutput(byte[] file, Model model)
    {
        IEnumerable<string> made = model.Graph.Nodes.SelectMany(node => node.Outputs).Where(name => name.Length > 0);
        byte[] outputs = made.Except(model.Graph.Outputs.Select(value => value.Name))
            .SelectMany(name => Message(Output, Message(Name, ByteString.CopyFromUtf8(name).ToByteArray())))
            .ToArray();
        byte[] graph = Message(Graph, outputs);

        var all = new byte[file.Length + graph.Length];
        file.CopyTo(all, 0);
        graph.CopyTo(all, file.Length);
        return all;
    }

    private static byte[] Message(int field, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var stream = new CodedOutputStream(bytes, leaveOpen: true))
        {
            stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
            stream.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }
}
