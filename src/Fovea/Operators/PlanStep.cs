using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;

namespace Fovea.Operators;

/// <summary>One dispatch of a plan.</summary>
public sealed class PlanStep
{
    private long? _flops;
    private long? _bytes;

    /// <summary>Creates a step.</summary>
    internal PlanStep(string shader, string label, string op = "")
    {
        Shader = shader;
        Label = label;
        Operator = op;
    }

    /// <summary>The path of the compute shader below <c>shaders/</c>.</summary>
    public string Shader { get; }

    /// <summary>What the step is called in profiles and messages: the node it belongs to.</summary>
    public string Label { get; }

    /// <summary>The operator of that node, or <c>Convert</c> where the planner itself changes a layout.</summary>
    public string Operator { get; }

    /// <summary>
    /// Arithmetic of one run, in floating-point operations, a multiply-add being two: what the operator says, or else one for each element
    /// written.
    /// </summary>
    public long Flops
    {
        get => _flops ?? Bindings.Where(b => b.Writes).Sum(b => (long)b.Tensor.Shape.Count);
        internal set => _flops = value;
    }

    /// <summary>
    /// Memory traffic of one run, in bytes, if nothing is fetched twice: what the operator says, or else the sizes of all tensors that are
    /// read and of those that are written.
    /// </summary>
    public long Bytes
    {
        get => _bytes ?? Bindings.Sum(b => b.Tensor.Bytes * ((b.Reads ? 1 : 0) + (b.Writes ? 1 : 0)));
        internal set => _bytes = value;
    }

    /// <summary>The <see cref="KernelVariant"/> that it belongs to, or null where the operator has one way only.</summary>
    public string? Variant { get; internal set; }

    /// <summary>What shapes the shader's code.</summary>
    public ShaderDefines Defines { get; internal set; } = ShaderDefines.None;

    /// <summary>The limits that its program keeps: what every device has, but for what the step was sized by.</summary>
    internal GpuLimits Within { get; set; } = GpuLimits.Portable;

    /// <summary>The tensors that it touches.</summary>
    public List<PlanBinding> Bindings { get; } = new();

    /// <summary>
    /// Tensors of which each element is read only by the invocation that writes the result at the same place: the result may be written over
    /// one of them.
    /// </summary>
    public List<PlanTensor> Overwritable { get; } = new();

    /// <summary>The uniform block at binding 0.</summary>
    public ParameterBlock Parameters { get; } = new();

    /// <summary>The work groups along x, y and z.</summary>
    public (int X, int Y, int Z) Groups { get; internal set; }
}
