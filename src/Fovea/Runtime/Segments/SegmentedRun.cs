using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>One run of a network, segment after segment, that waits for each. For tools and tests.</summary>
internal static class SegmentedRun
{
    /// <summary>Runs the network.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">Gives the segments.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="inputs">Every input.</param>
    /// <returns>The outputs of all plans: the network's, what was read back or carried on, and every value where they were to be kept.</returns>
    public static Dictionary<string, Tensor> Run(
        GpuContext context, SegmentSource source, OperatorRegistry registry, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var host = inputs.ToDictionary(i => i.Key, i => i.Value);
        var onGpu = new Dictionary<string, GpuTensor>();
        var outputs = new Dictionary<string, Tensor>();
        var none = new Dictionary<string, Shape>();
        using (context.Enter())
        {
            for (SegmentSource? next = source; next is not null;)
            {
                Segment segment = next.Get(none, host);
                SegmentInputs.Fill(context, segment.Plan, host, onGpu);
                segment.Plan.Run();
                foreach (KeyValuePair<string, GpuTensor> output in segment.Plan.Outputs)
                {
                    onGpu[output.Key] = output.Value;
                    outputs[output.Key] = Read(output.Value);
                }

                if (segment.Cut is { } cut)
                {
                    foreach (string name in cut.ReadBack)
                        host[name] = outputs[name];
                    HostNodes.Run(cut, registry, host);
                }

                next = segment.Rest;
            }
        }

        return outputs;
    }

    private static Tensor Read(GpuTensor tensor)
    {
        int words = tensor.Layout == Layout.Packed ? 4 * PackedShape.Of(tensor.Shape).Vectors : tensor.Shape.Count;
        return HostLayout.Unpack(
            words == 0 ? System.Array.Empty<int>() : tensor.Range.Buffer.Read<int>(words, tensor.Range.Offset), tensor.Type, tensor.Shape, tensor.Layout);
    }
}
