using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Tests.Docs;

// What docs/custom-operators.md shows is what stands between the two lines below; a test compares them.
// sample

/// <summary>my.game.Posterize: each element rounded down to one of so many levels between 0 and 1.</summary>
public sealed class Posterize : Operator
{
    private const string Shader = """
        // One invocation makes one element. Bound by memory.
        #include "common/linear.glsl"

        layout(local_size_x = GROUP_X) in;
        layout(std430, binding = 0) readonly buffer Source { float source[]; };
        layout(std430, binding = 1) writeonly buffer Target { float target[]; };
        layout(std140, binding = 0) uniform Parameters { int count; float levels; };

        void main() {
            int index = invocation();
            if (index < count) target[index] = floor(clamp(source[index], 0.0, 1.0) * levels) / levels;
        }
        """;

    public Posterize(Node node)
        : base(node)
    {
    }

    /// <summary>Makes the operator known: its shader to the context, itself to the registry.</summary>
    public static void AddTo(GpuContext context, OperatorRegistry registry)
    {
        context.Shaders.AddSource("my-game/posterize.comp", Shader);
        registry.Add("my.game", "Posterize", node => new Posterize(node));
    }

    public override void Infer(InferContext x)
    {
        if (!x.Input(0).Type.IsFloating())
            throw new ModelException($"{Node} takes floating-point numbers, not {x.Input(0).Type}.");
        x.Output(0, x.Input(0).Shape);
    }

    public override void Plan(PlanBuilder plan) => plan.Dispatch("my-game/posterize.comp")
        .Read(plan.Input(0)).Write(plan.Output(0))
        .Int(plan.Output(0).Shape.Count).Float(Node.Attributes.Float("levels", 4))
        .OverLine(plan.Output(0).Shape.Count);
}

// end of sample
