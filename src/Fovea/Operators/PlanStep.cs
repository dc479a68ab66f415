using System.Collections.Generic;
using Fovea.Gpu;

namespace Fovea.Operators;

/// <summary>One dispatch of a plan.</summary>
public sealed class PlanStep
{
    /// <summary>Creates a step.</summary>
    internal PlanStep(string shader, string label)
    {
        Shader = shader;
        Label = label;
    }

    /// <summary>The path of the compute shader below <c>shaders/</c>.</summary>
    public string Shader { get; }

    /// <summary>What the step is called in profiles and messages: the node it belongs to.</summary>
    public string Label { get; }

    /// <summary>What shapes the shader's code.</summary>
    public ShaderDefines Defines { get; internal set; } = ShaderDefines.None;

    /// <summary>The tensors that it touches.</summary>
    public List<PlanBinding> Bindings { get; } = new();

    /// <summary>The uniform block at binding 0.</summary>
    public ParameterBlock Parameters { get; } = new();

    /// <summary>The work groups along x, y and z.</summary>
    public (int X, int Y, int Z) Groups { get; internal set; }
}
