using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>The variants of one <c>Conv</c> node: a kernel that reads the map directly, in parts or at once, or Winograd's transforms.</summary>
internal sealed class ConvolutionVariants
{
    private readonly PlanBuilder _plan;
    private readonly ConvolutionGeometry _geometry;
    private readonly Epilogue _epilogue;
    private readonly ConvolutionWeights _weights;
    private readonly int _operandAt;

    /// <summary>Considers a node.</summary>
    /// <param name="plan">Where the dispatches go.</param>
    /// <param name="geometry">The convolution.</param>
    /// <param name="operandAt">The input that the epilogue reads, where it reads one.</param>
    public ConvolutionVariants(PlanBuilder plan, ConvolutionGeometry geometry, int operandAt)
    {
        _plan = plan;
        _geometry = geometry;
        _epilogue = Epilogue.Of(plan.Node);
        _weights = new ConvolutionWeights(geometry, _epilogue);
        _operandAt = operandAt;
    }

    /// <summary>Adds the dispatches of the variant that is to be taken.</summary>
    public void Choose() => _plan.Choose($"conv {_geometry}{(_epilogue.HasOperand ? " + operand" : "")}", All().ToArray());

    // Stable, so that only what the heuristic takes moves to the front.
    private IEnumerable<KernelVariant> All()
    {
        int tile = WinogradHeuristic.TileOf(_geometry, _plan.BufferTextures);
        string? first = tile == 0 ? null : Winograd.FamilyOf(tile);
        return Direct().Concat(Transformed()).OrderBy(v => first is not null && v.Name.StartsWith(first, StringComparison.Ordinal) ? 0 : 1);
    }

    private IEnumerable<KernelVariant> Direct() => ConvolutionCandidates.Of(_geometry, _plan)
        .Where(kernel => kernel.Splits == 1 || PartialBytes(kernel) <= _plan.Limits.MaxStorageRange)
        .Select(kernel => new KernelVariant(kernel.Name, kernel.Splits > 1 ? () => Split(kernel) : () => Whole(kernel)));

    private IEnumerable<KernelVariant> Transformed()
    {
        if (!Winograd.Fits(_geometry) || !_weights.AreConstant(_plan))
            return Array.Empty<KernelVariant>();
        return new[] { 2, 4 }.Select(tile => new Winograd(_plan, _geometry, _epilogue, tile)).SelectMany(
            winograd => winograd.Products().Select(product => new KernelVariant(winograd.NameOf(product), () => winograd.Dispatch(product, Operand()))));
    }

    private PlanTensor? Operand() => _epilogue.HasOperand ? _plan.Input(_operandAt) : null;

    private void Whole(ConvolutionKernel kernel)
    {
        DispatchBuilder dispatch = Begin(kernel.Shader, _plan.Output(0), _plan.Input(0), _weights.On(_plan)).Apply(kernel.Define);
        Finish(dispatch);
        kernel.Over(dispatch, _geometry.Batch);
    }

    private void Split(ConvolutionKernel kernel)
    {
        PlanTensor packed = _weights.On(_plan);
        PlanTensor parts = _plan.Scratch("parts", ElementType.Float, new Shape((int)(PartialBytes(kernel) / 4)), Layout.RowMajor);
        DispatchBuilder products = Begin(kernel.Shader, parts, _plan.Input(0), packed).Apply(kernel.Define);
        Epilogue.None.AddTo(products, null, 4);
        kernel.Over(products, _geometry.Batch * kernel.Splits);

        DispatchBuilder join = Begin("operators/convolution/join.comp", _plan.Output(0), parts, packed).Define("SPLITS", kernel.Splits)
            .Flops((long)kernel.Splits * _geometry.Output.Count);
        Finish(join);
        join.OverLine(_plan.Output(0).Packed.Vectors);
    }

    private long PartialBytes(ConvolutionKernel kernel) =>
        16L * kernel.Splits * _geometry.Batch * _weights.Blocks * _geometry.X.Output * _geometry.Y.Output;

    private DispatchBuilder Begin(string shader, PlanTensor target, PlanTensor source, PlanTensor packed) =>
        ConvolutionOperator.Begin(_plan, shader, _geometry, _weights, target, source, packed);

    private void Finish(DispatchBuilder dispatch) => _epilogue.AddTo(dispatch, Operand(), 4);
}
