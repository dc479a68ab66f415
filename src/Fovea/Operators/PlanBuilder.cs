using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators;

/// <summary>What an operator sees while it adds its dispatches to a plan.</summary>
public sealed class PlanBuilder
{
    private readonly PlanRecorder _recorder;
    private readonly IReadOnlyList<PlanTensor?> _inputs;
    private readonly IReadOnlyList<TensorInfo?> _infos;
    private readonly IReadOnlyList<Layout> _layouts;
    private readonly PlanTensor?[] _outputs;

    internal PlanBuilder(
        PlanRecorder recorder, Node node, IReadOnlyList<PlanTensor?> inputs, LayoutContext layouts, PlanTensor?[] outputs)
    {
        _recorder = recorder;
        Node = node;
        _inputs = inputs;
        _infos = layouts.Inputs;
        _layouts = layouts.InputLayouts;
        _outputs = outputs;
    }

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>The device's limits.</summary>
    public GpuLimits Limits => _recorder.Limits;

    /// <summary>
    /// Whether <see cref="DispatchBuilder.ReadVectors"/> reads through buffer textures, which a software rasterizer is fastest at: a kernel
    /// may choose its work groups by it.
    /// </summary>
    public bool BufferTextures => _recorder.BufferTextures;

    /// <summary>
    /// How many invocations of a group share one result where they meet at barriers: 64, or 8 on a software rasterizer, which runs so many at
    /// once and moves registers to memory at each barrier where there are more.
    /// </summary>
    internal int GroupLanes => BufferTextures ? 8 : 64;

    /// <summary>The number of inputs, left-out ones in the middle counted.</summary>
    public int InputCount => _inputs.Count;

    /// <summary>The number of outputs.</summary>
    public int OutputCount => _outputs.Length;

    /// <summary>Whether an input is given.</summary>
    public bool Has(int index) => index < _infos.Count && _infos[index] is not null;

    /// <summary>
    /// An input on the GPU, in the layout that the operator chose. A constant is uploaded because of this call, so an operator that packs
    /// it in a way of its own (<see cref="Weights"/>) does not ask for it here.
    /// </summary>
    /// <exception cref="ModelException">The input is left out, or was declared to be needed at plan time only.</exception>
    public PlanTensor Input(int index)
    {
        if (Value(index) is { } constant)
            return _recorder.Constant(Node.Inputs[index], constant, _layouts[index]);
        return (index < _inputs.Count ? _inputs[index] : null) ?? throw new ModelException($"Input {index} of {Node} is not on the GPU.");
    }

    /// <summary>Type, shape and, where known, elements of an input; null where it is left out.</summary>
    public TensorInfo? Info(int index) => index < _infos.Count ? _infos[index] : null;

    /// <summary>The elements of an input, or null where it is left out or only a run will tell.</summary>
    public Tensor? Value(int index) => Info(index)?.Value;

    /// <summary>Whether an output is wanted by anybody.</summary>
    public bool Wants(int index) => index < _outputs.Length && _outputs[index] is not null;

    /// <summary>An output to write, in the layout that the operator chose.</summary>
    /// <exception cref="ModelException">The node has no such output.</exception>
    public PlanTensor Output(int index) =>
        (index < _outputs.Length ? _outputs[index] : null) ?? throw new ModelException($"Output {index} of {Node} is not wanted.");

    /// <summary>A tensor for intermediate results of this node.</summary>
    public PlanTensor Scratch(string name, ElementType type, Shape shape, Layout layout) =>
        new($"{Node.Outputs[0]}/{name}", type, shape, layout, PlanStorage.Arena) { Precision = _recorder.Storage.Of(shape, layout) };

    /// <summary>
    /// Weights in a packing of the operator's own. They are uploaded once a model, however many plans and nodes ask for the same key.
    /// </summary>
    /// <param name="key">
    /// What tells this packing apart, beside the constants' names: must name every constant that goes in and every option that changes it.
    /// </param>
    /// <param name="words">How many 32-bit words there are.</param>
    /// <param name="pack">Makes the words; called when they are not on the GPU yet.</param>
    public PlanTensor Weights(string key, int words, Func<float[]> pack) => _recorder.Weights(key + Fingerprints(), words, () => Bits(pack()));

    /// <summary>
    /// Weights as <see cref="Weights"/>, but of vec4 that may be stored in half precision: shaders read them by
    /// <see cref="DispatchBuilder.ReadVectors"/>.
    /// </summary>
    /// <param name="key">As for <see cref="Weights"/>.</param>
    /// <param name="vectors">How many vec4 there are.</param>
    /// <param name="pack">Makes their components; called when they are not on the GPU yet.</param>
    public PlanTensor VectorWeights(string key, int vectors, Func<float[]> pack) => _recorder.Vectors(key + Fingerprints(), vectors, () => Bits(pack()));

    /// <summary>A constant that the operator works out of its own, uploaded once a model.</summary>
    /// <param name="key">What tells it apart: must name every constant that went in and every option that changes it.</param>
    /// <param name="value">Its elements.</param>
    /// <param name="layout">How they shall lie.</param>
    public PlanTensor Constant(string key, Tensor value, Layout layout) => _recorder.Constant(key, value, layout);

    private static int[] Bits(float[] values)
    {
        var bits = new int[values.Length];
        Buffer.BlockCopy(values, 0, bits, 0, 4 * bits.Length);
        return bits;
    }

    // Of every constant that may go into weights: those that follow from shapes have the same name at every size.
    private string Fingerprints()
    {
        IEnumerable<Tensor> constants = _infos.Select(info => info?.Value).OfType<Tensor>();
        if (Node.Attributes.Values.TryGetValue(Epilogue.Attribute, out object? epilogue))
            constants = constants.Concat(((Graph)epilogue).Constants.Values);
        return string.Concat(constants.Select(constant => $"|{constant.Fingerprint:x}"));
    }

    /// <summary>Lets an output share the memory of an input: the same words under another shape. Both must have the same layout.</summary>
    public void View(int output, PlanTensor of)
    {
        PlanTensor now = Output(output);
        _outputs[output] = new PlanTensor(now.Name, now.Type, now.Shape, now.Layout, of.Storage) { ViewOf = of, Precision = of.Precision };
    }

    /// <summary>
    /// A piece of a tensor along an axis, as a tensor of its own over the same words; null where the piece is no single run of words, or
    /// begins where this device cannot bind a buffer.
    /// </summary>
    /// <param name="of">The tensor.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first coordinate along it.</param>
    /// <param name="shape">The piece's shape.</param>
    public PlanTensor? PieceOf(PlanTensor of, int axis, int start, Shape shape) =>
        shape.Count > 0 && of.OffsetOfPiece(axis, start, shape[axis]) is { } offset && (of.RootOffset + offset) % _recorder.Alignment == 0
            ? of.Piece(of.Name, shape, offset)
            : null;

    /// <summary>Adds a dispatch; it is complete when one of the <c>Over</c> methods has sized it.</summary>
    /// <param name="shader">The path of the compute shader below <c>shaders/</c>.</param>
    public DispatchBuilder Dispatch(string shader) => _recorder.Dispatch(shader, Node.Label, Node.Operator);

    /// <summary>
    /// Adds the dispatches of one of several variants: the one that the plan's options name for this key, else the first. A name that is
    /// none of theirs, as an old version may have left on disk, is passed over.
    /// </summary>
    /// <param name="key">What the choice depends on; see <see cref="KernelSite.Key"/>.</param>
    /// <param name="variants">The variants that are possible, the one to take by default first.</param>
    public void Choose(string key, IReadOnlyList<KernelVariant> variants) => _recorder.Choose(Node.Label, key, variants);

    /// <summary>Adds a dispatch that copies a tensor into another of the same shape, whatever the layouts.</summary>
    public void Copy(PlanTensor from, PlanTensor to) => _recorder.Copy(from, to, Node.Label, Node.Operator);
}
