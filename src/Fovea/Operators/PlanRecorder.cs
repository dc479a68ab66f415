using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>Collects the steps and the weights of one plan, node after node.</summary>
internal sealed class PlanRecorder
{
    private readonly Dictionary<string, PlanWeights> _weights = new();

    private readonly IReadOnlyDictionary<string, string> _kernels;

    public PlanRecorder(GpuLimits limits, bool bufferTextures, int alignment, IReadOnlyDictionary<string, string>? kernels = null, StoragePrecision? storage = null)
    {
        Limits = limits;
        Alignment = alignment;
        Storage = storage ?? new StoragePrecision(Precision.Single);
        BufferTextures = bufferTextures && limits.MaxBufferTexels > 0;
        _kernels = kernels ?? new Dictionary<string, string>();
    }

    public GpuLimits Limits { get; }

    public bool BufferTextures { get; }

    /// <summary>Which packed maps and weights are stored in half precision.</summary>
    public StoragePrecision Storage { get; }

    /// <summary>What every offset of a tensor in a buffer is a multiple of, in bytes.</summary>
    public int Alignment { get; }

    public List<PlanStep> Steps { get; } = new();

    public List<KernelSite> Sites { get; } = new();

    public IReadOnlyCollection<PlanWeights> AllWeights => _weights.Values;

    public PlanTensor Weights(string key, int words, Func<int[]> pack)
    {
        if (!_weights.TryGetValue(key, out PlanWeights? weights))
        {
            var tensor = new PlanTensor(key, ElementType.Int32, new Shape(words), Layout.RowMajor, PlanStorage.Weights);
            _weights[key] = weights = new PlanWeights(key, tensor, pack);
        }

        return weights.Tensor;
    }

    /// <summary>Vec4 in the precision that the plan has for so many.</summary>
    public PlanTensor Vectors(string key, int vectors, Func<int[]> pack)
    {
        if (Storage.OfWeights(vectors) == Precision.Single)
            return Weights(key, 4 * vectors, pack);
        key += "|half";
        if (!_weights.TryGetValue(key, out PlanWeights? weights))
        {
            // An even number, so that they are whole words of four.
            var tensor = new PlanTensor(key, ElementType.Int32, new Shape(4 * ((vectors + 1) / 2)), Layout.RowMajor, PlanStorage.Weights) { Precision = Precision.Half };
            _weights[key] = weights = new PlanWeights(key, tensor, () => HostLayout.Halves(pack()));
        }

        return weights.Tensor;
    }

    /// <summary>A constant of the graph in one layout, as a tensor that operators read like any other.</summary>
    public PlanTensor Constant(string name, Tensor value, Layout layout)
    {
        // A value that follows from shapes has another content at another size, under the same name.
        Precision precision = Storage.Of(value.Shape, layout);
        string key = $"{name}|{layout}|{precision}|{value.Shape}|{value.Fingerprint:x}";
        if (!_weights.TryGetValue(key, out PlanWeights? weights))
        {
            var tensor = new PlanTensor(name, value.Type, value.Shape, layout, PlanStorage.Weights) { Precision = precision };
            int[] Pack() => HostLayout.Pack("Constant", name, value, layout);
            _weights[key] = weights = new PlanWeights(key, tensor, tensor.IsHalf ? () => HostLayout.Halves(Pack()) : Pack);
        }

        return weights.Tensor;
    }

    /// <summary>Records the variant that was asked for, else the first.</summary>
    public void Choose(string label, string key, IReadOnlyList<KernelVariant> variants)
    {
        if (Storage.AllowsHalf)
            key += " half";
        KernelVariant chosen = variants[0];
        if (_kernels.TryGetValue(key, out string? wanted))
            chosen = variants.FirstOrDefault(v => v.Name == wanted) ?? chosen;
        int first = Steps.Count;
        chosen.Dispatch();
        for (int i = first; i < Steps.Count; i++)
            Steps[i].Variant = chosen.Name;
        Sites.Add(new KernelSite(label, key, variants.Select(v => v.Name).ToArray(), chosen.Name, Steps.GetRange(first, Steps.Count - first)));
    }

    public DispatchBuilder Dispatch(string shader, string label, string op)
    {
        var step = new PlanStep(shader, label, op);
        Steps.Add(step);
        return new DispatchBuilder(step, Limits, BufferTextures);
    }

    public void Copy(PlanTensor from, PlanTensor to, string label, string op)
    {
        if (from.Layout == to.Layout && from.IsHalf != to.IsHalf)
        {
            int vectors = from.Packed.Vectors;
            Dispatch("operators/movement/piece.comp", label, op).Define("CONVERT", 1).Read(from).Write(to).Int(vectors, vectors, vectors, 0).OverLine(vectors);
            return;
        }

        if (from.Layout == to.Layout)
        {
            int words = (int)(from.Bytes / 4);
            Dispatch("operators/movement/copy.comp", label, op).Read(from).Write(to).Int(words).OverLine((words + 3) / 4);
            return;
        }

        bool pack = to.Layout == Layout.Packed;
        PackedShape shape = to.Packed;
        Dispatch(pack ? "operators/movement/pack.comp" : "operators/movement/unpack.comp", label, op)
            .Read(from).Write(to)
            .Int(shape.C, shape.C4, shape.H * shape.W, shape.N)
            .OverLine(pack ? shape.Vectors : to.Shape.Count);
    }
}
