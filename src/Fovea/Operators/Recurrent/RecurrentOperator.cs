using System;
using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>
/// Base of ONNX's recurrent networks. x [T, N, I] (T positions of N sequences) -> y [T, D, N, H], and the states after the last position
/// [D, N, H]; D is the number of directions, H of elements of the state. With <c>layout</c> 1 sequences come first.
/// </summary>
/// <remarks>
/// What inputs add to the gates is one matrix product over all positions. The recurrence takes a dispatch or two a position, for all
/// sequences and directions at once. A sequence that is shorter than the longest keeps its state at the end, and gives zeros there.
/// </remarks>
public abstract class RecurrentOperator : Operator
{
    private const int Lengths = 4, InitialHidden = 5, InitialCell = 6;

    private readonly string _shader;
    private readonly int _gates;
    private readonly string[] _activations;

    private protected RecurrentOperator(Node node, string shader, int gates, params string[] activations)
        : base(node)
    {
        _shader = shader;
        _gates = gates;
        _activations = activations;
    }

    /// <summary>Whether the cell has a state beside the hidden one, which comes in and goes out.</summary>
    private protected virtual bool HasCell => false;

    /// <summary>Whether a step needs a dispatch before the one that makes the state.</summary>
    private protected virtual bool HasReset => false;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        RecurrentSizes sizes = RecurrentSizes.Of(Node, _gates, x.Optional);
        RecurrentActivations.Glsl(Node, sizes.Directions, _activations);
        x.Output(0, sizes.Output);
        x.Output(1, sizes.StateShape);
        x.Output(2, sizes.StateShape);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        RecurrentSizes sizes = RecurrentSizes.Of(Node, _gates, plan.Info);
        PlanTensor projected = Project(plan, sizes), state = Start(plan, sizes);
        var weights = new RecurrentWeights(plan, sizes);
        PlanTensor packed = weights.Buffer();
        for (int step = 0; step < sizes.Steps; step++)
        {
            if (HasReset)
                Step(step, reset: true);
            Step(step, reset: false);
        }

        // The hidden state changes places with every step.
        Finish(plan, sizes, 1, state, sizes.Steps % 2 * sizes.State);
        Finish(plan, sizes, 2, state, 2 * sizes.State);

        void Step(int step, bool reset)
        {
            DispatchBuilder dispatch = plan.Dispatch(_shader).Update(state).Read(projected).Read(packed);
            if (plan.Wants(0) && !reset)
                dispatch.Define("HAS_OUTPUT", 1).Update(plan.Output(0));
            Describe(dispatch, plan, sizes);
            if (reset)
                dispatch.Define("RESET", 1);
            bool batchFirst = sizes.IsBatchFirst;
            int width = sizes.Directions * sizes.Hidden;
            // The projection of the inputs was made for all positions at once; of that and the outputs a step touches its own share.
            long products = (long)sizes.Directions * sizes.Batch * sizes.Gates * sizes.Hidden * sizes.Hidden;
            dispatch.Flops(2 * products).Bytes(packed.Bytes + state.Bytes + projected.Bytes / sizes.Steps)
                .Int(step, sizes.Steps, sizes.Batch, sizes.Hidden, Node.Attributes.Text("direction") == "reverse" ? 0 : 1)
                .Int(batchFirst ? 1 : sizes.Batch, batchFirst ? sizes.Steps : 1)
                .Int(batchFirst ? width : sizes.Batch * width, batchFirst ? sizes.Hidden : sizes.Batch * sizes.Hidden, batchFirst ? sizes.Steps * width : sizes.Hidden)
                .Int(step % 2 * sizes.State, (step + 1) % 2 * sizes.State, 2 * sizes.State, 3 * sizes.State)
                .Int(weights.Biases, weights.Peepholes).Float(Node.Attributes.Float("clip"))
                .Over((sizes.Hidden, 8, sizes.Directions * sizes.Batch), (16, 8, 1));
        }
    }

    // What changes the code of a step.
    private protected virtual void Describe(DispatchBuilder dispatch, PlanBuilder plan, RecurrentSizes sizes)
    {
        dispatch.Snippet("activations", RecurrentActivations.Glsl(Node, sizes.Directions, _activations));
        if (plan.Has(3))
            dispatch.Define("HAS_BIAS", 1);
        if (plan.Has(Lengths))
            dispatch.Define("HAS_LENGTHS", 1);
    }

    // [direction][position][gate][element]
    private PlanTensor Project(PlanBuilder plan, RecurrentSizes sizes)
    {
        int positions = sizes.Steps * sizes.Batch, columns = sizes.Gates * sizes.Hidden;
        PlanTensor projected = plan.Scratch("projected", ElementType.Float, new Shape(sizes.Directions, positions, columns), Layout.RowMajor);
        plan.Dispatch("operators/matrix/tiled.comp")
            .Define("TYPE", "float").Define("BATCH_RANK", 1).Define("ROWS", 4).Define("COLUMNS", 4)
            .Flops(2L * sizes.Directions * positions * columns * sizes.Inputs)
            .Write(projected).Read(plan.Input(0)).Read(plan.Input(1))
            .Vectors(new[] { sizes.Directions, 1, 1, 1, 1, 1, 1, 1 }).Vectors(new int[8]).Vectors(new[] { columns * sizes.Inputs, 0, 0, 0, 0, 0, 0, 0 })
            .Int(positions, columns, sizes.Inputs, sizes.Inputs, 1, 1, sizes.Inputs, 0, 0, 0, 0).Float(1, 0)
            .Snippet("epilogue_parameters", "").Snippet("epilogue", "")
            .Over(((columns + 31) / 32 * 8, (positions + 31) / 32 * 8, sizes.Directions), (8, 8, 1));
        return projected;
    }

    // The hidden state twice, what else the cell keeps, and the sequences' lengths.
    private PlanTensor Start(PlanBuilder plan, RecurrentSizes sizes)
    {
        PlanTensor state = plan.Scratch("state", ElementType.Float, new Shape(3 * sizes.State + sizes.Batch), Layout.RowMajor);
        Put(InitialHidden, 0);
        if (HasCell)
            Put(InitialCell, 2 * sizes.State);
        if (plan.Has(Lengths))
            Placement.Put(plan, plan.Input(Lengths), state, 3 * sizes.State);
        return state;

        void Put(int input, int to) => Placement.Put(
            plan, plan.Has(input) ? plan.Input(input) : null, state, to, (sizes.Directions, sizes.Batch, sizes.Hidden), sizes.StateStrides);
    }

    private static void Finish(PlanBuilder plan, RecurrentSizes sizes, int output, PlanTensor state, int from)
    {
        if (!plan.Wants(output))
            return;
        int sequence = sizes.Hidden, direction = sizes.Batch * sizes.Hidden;
        if (sizes.IsBatchFirst)
            Placement.Put(plan, state, plan.Output(output), 0, (sizes.Batch, sizes.Directions, sizes.Hidden), new[] { sequence, direction, 1 }, from);
        else
            Placement.Put(plan, state, plan.Output(output), 0, (sizes.Directions, sizes.Batch, sizes.Hidden), new[] { direction, sequence, 1 }, from);
    }
}
