using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Operators.Elementwise;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime;

public sealed class FormComparisonTests
{
    private const double Tolerance = 1e-3;

    [SkippableFact]
    public void An_operator_that_is_wrong_in_one_element_is_named_in_both_forms()
    {
        Model model = new Net(14).Input("x", 2, 3, 5, 7).Output("y").Constant("axis", Tensor.Scalar(3L))
            .Node("Relu", "x", "a").Node("CumSum", "a axis", "b").Node("Sigmoid", "b", "c").Node("Neg", "c", "y").Model();
        int wrong = ((1 * 3 + 2) * 5 + 3) * 7 + 4;
        OperatorRegistry registry = OperatorRegistry.Default.Copy().Add("", "CumSum", node => new Spoiled(OperatorRegistry.Default.Create(node), wrong));
        FormComparison forms = Compare(model, registry);
        foreach (IReadOnlyList<LayerDifference> form in new[] { forms.Unfused, forms.Fused })
        {
            LayerDifference first = form.First(l => l.Exceeds(Tolerance));
            Assert.Equal(("b", "CumSum"), (first.Name, first.Operator));
            Assert.Equal([1, 2, 3, 4], first.Position);
            Assert.Equal(first.Reference + 100, first.Tested, 1e-3);
        }

        Assert.Equal(["'n1' (CumSum)"], forms.Fused.First(l => l.Exceeds(Tolerance)).Chain);
        // What follows is wrong too; what stands before is not.
        Assert.Equal(["a"], forms.Unfused.Where(l => !l.Exceeds(Tolerance)).Select(l => l.Name));
    }

    [SkippableFact]
    public void A_wrong_fused_kernel_is_named_by_the_nodes_that_it_computes()
    {
        Model model = Residual();
        OperatorRegistry registry = OperatorRegistry.Default.Copy().Add("", "Conv", node => node.Attributes.Has(Epilogue.Attribute)
            ? new Spoiled(OperatorRegistry.Default.Create(node), 0)
            : OperatorRegistry.Default.Create(node));
        FormComparison forms = Compare(model, registry);
        Assert.DoesNotContain(forms.Unfused, l => l.Exceeds(Tolerance));
        LayerDifference first = forms.Fused.First(l => l.Exceeds(Tolerance));
        Assert.Equal("sum", first.Name);
        Assert.Equal(["'n0' (Conv)", "'n1' (BatchNormalization)", "'n2' (Relu)", "'n3' (Add)"], first.Chain);
        Assert.Equal(["sum", "y"], forms.Fused.Select(l => l.Name));
        Assert.Equal(["conv", "norm", "relu", "sum", "y"], forms.Unfused.Select(l => l.Name));
    }

    [SkippableFact]
    public void Right_operators_agree_in_both_forms() => AssertAgrees(Compare(Residual()));

    [SkippableFact]
    public void What_is_but_rounding_errors_does_not_differ()
    {
        // The mean of what has none: about 1e-8, from terms of about 1.
        Model model = new Net(13).Input("x", 4, 5, 97).Output("y").Node("ReduceMean", "x", "mean", ("axes", new[] { 2L })).Node("Sub", "x mean", "centred")
            .Node("ReduceMean", "centred", "y", ("axes", new[] { 2L })).Model();
        FormComparison forms = Compare(model);
        LayerDifference nothing = forms.Unfused.Single(l => l.Name == "y");
        Assert.True(nothing.Relative > Tolerance, $"It is {nothing.Relative} of its range, so that this test shows nothing.");
        Assert.InRange(nothing.Floor, nothing.Largest, 1e-6);
        AssertAgrees(forms);
    }

    [SkippableFact]
    public void Another_shape_is_a_difference()
    {
        Model model = new Net(13).Input("x", 3, 5).Output("y").Node("Transpose", "x", "y").Model();
        OperatorRegistry registry = OperatorRegistry.Default.Copy().Add("", "Transpose", node => OperatorRegistry.Default.Create(node with { Operator = "Identity" }));
        LayerDifference layer = Assert.Single(Compare(model, registry).Unfused);
        Assert.True(layer.Exceeds(1));
        Assert.Equal((new Shape(5, 3), new Shape(3, 5)), (layer.Shape, layer.TestedShape));
    }

    [SkippableTheory]
    [InlineData("mnist_28")]
    [InlineData("blazeface_front_128")]
    [InlineData("ultraface_rfb_320x240")]
    public void Real_networks_agree_in_both_forms(string name)
    {
        FormComparison forms = Compare(OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx")));
        AssertAgrees(forms);
        Assert.True(forms.Fused.Count < forms.Unfused.Count, "Nothing was fused.");
        Assert.Contains(forms.Fused, l => l.Chain.Count > 1);
    }

    private static Model Residual() => new Net(15).Input("x", 2, 3, 9, 7).Input("other", 2, 5, 7, 5).Output("y")
        .Constant("w", Samples.Floats(new Shape(5, 3, 3, 3), 1)).Constant("scale", Samples.Floats(new Shape(5), 2)).Constant("bias", Samples.Floats(new Shape(5), 3))
        .Constant("mean", Samples.Floats(new Shape(5), 4)).Constant("variance", Tensor.Vector(0.5f, 1f, 2f, 3f, 4f))
        .Node("Conv", "x w", "conv").Node("BatchNormalization", "conv scale bias mean variance", "norm").Node("Relu", "norm", "relu").Node("Add", "relu other", "sum")
        .Node("GlobalAveragePool", "sum", "y").Model();

    private static void AssertAgrees(FormComparison forms)
    {
        LayerDifference[] wrong = forms.Unfused.Concat(forms.Fused).Where(l => l.Exceeds(Tolerance)).ToArray();
        Assert.True(wrong.Length == 0, string.Join("\n", wrong.AsEnumerable()));
    }

    private static FormComparison Compare(Model model, OperatorRegistry? registry = null)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        return GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            context.Shaders.AddSource(Spoiled.Name, Spoiled.Shader);
            return FormComparison.Of(context, model, reference, LayerComparison.RandomInputs(model.Graph.Inputs, seed: 1), registry);
        });
    }

    /// <summary>An operator that adds 100 to one element of its result.</summary>
    private sealed class Spoiled(Operator right, int index) : Operator(right.Node)
    {
        public const string Name = "tests/spoil.comp";

        public const string Shader = """
            #include "common/linear.glsl"
            layout(local_size_x = GROUP_X) in;
            layout(std430, binding = 0) buffer Target { float target[]; };
            layout(std140, binding = 0) uniform Parameters { int index; };
            void main() { if (invocation() == 0) target[index] += 100.0; }
            """;

        public override bool IsPlanTime(int input) => right.IsPlanTime(input);

        public override void Infer(InferContext x) => right.Infer(x);

        public override void ChooseLayouts(LayoutContext x) => right.ChooseLayouts(x);

        public override void Plan(PlanBuilder plan)
        {
            right.Plan(plan);
            plan.Dispatch(Name).Update(plan.Output(0)).Int(index).OverLine(1);
        }
    }
}
