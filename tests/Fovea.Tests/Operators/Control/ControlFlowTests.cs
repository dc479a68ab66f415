using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Tests.Models;
using Xunit;

namespace Fovea.Tests.Operators.Control;

public sealed class ControlFlowTests : OperatorTests
{
    [SkippableTheory, InlineData(true), InlineData(false)]
    public void If_takes_the_branch_that_a_run_says(bool condition)
    {
        Graph Branch(string operation) => new Net(17).Output("b").Node(operation, "r", "b").Graph(operation);
        Check(
            new Net(17).Input("x", 1, 3, 5, 7).Input("which", ElementType.Bool).Output("y").Node("Relu", "x", "r")
                .Node("If", "which", "y", ("then_branch", Branch("Exp")), ("else_branch", Branch("Neg"))).Model(),
            new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(1, 3, 5, 7)), ["which"] = Tensor.Scalar(condition) });
    }

    [SkippableTheory, InlineData(0), InlineData(1), InlineData(4)]
    public void Loop_turns_as_often_as_a_run_says(long turns)
    {
        Graph body = new Net(17).Input("turn", ElementType.Int64).Input("goes", ElementType.Bool).Input("v", 2, 3)
            .Constant("two", Tensor.Scalar(2f)).Node("Cast", "turn", "t", ("to", 1L)).Node("Mul", "v two", "d").Node("Add", "d t", "w").Node("ReduceSum", "w", "s", ("keepdims", 0L))
            .Graph("body") with
        {
            Outputs = new[]
            {
                new ValueInfo("goes", ElementType.Bool, Shape.Scalar), new ValueInfo("w", ElementType.Float, new Shape(2, 3)), new ValueInfo("s", ElementType.Float, Shape.Scalar),
            },
        };
        Check(
            new Net(17).Input("x", 2, 3).Input("turns", ElementType.Int64).Output("y").Output("sums").Node("Loop", "turns - x", "y sums", ("body", body)).Model(),
            new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(2, 3)), ["turns"] = Tensor.Scalar(turns) });
    }

    [SkippableTheory, InlineData(0, 0, 0), InlineData(1, 1, 0), InlineData(0, 0, 1), InlineData(2, 1, 1)]
    public void Scan_walks_any_axis_either_way(long axis, long backwards, long outBackwards)
    {
        int[] dims = { 4, 5, 3 };
        int[] slice = dims.Where((_, i) => i != axis).ToArray();
        Graph body = new Net(17).Input("s", slice).Input("e", slice).Output("t").Output("o")
            .Node("Add", "s e", "t").Node("Mul", "t e", "o").Graph("body");
        Check(
            new Net(17).Input("x", dims).Input("start", slice).Output("end").Output("all").Node(
                "Scan", "start x", "end all", ("body", body), ("num_scan_inputs", 1L), ("scan_input_axes", new[] { axis }), ("scan_input_directions", new[] { backwards }),
                ("scan_output_axes", new[] { 1L }), ("scan_output_directions", new[] { outBackwards })).Model(),
            new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(dims)), ["start"] = Samples.Floats(new Shape(slice)) });
    }
}
