using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Runtime;

/// <summary>A network that can be run, whatever computes it.</summary>
public interface IModelRunner : IDisposable
{
    /// <summary>The backend's name on the command line: <c>gl</c> or <c>onnxruntime</c>.</summary>
    string Backend { get; }

    /// <summary>What computes, for people: the device or the library, its version, its threads.</summary>
    string Description { get; }

    /// <summary>What a run must bring.</summary>
    IReadOnlyList<ValueInfo> Inputs { get; }

    /// <summary>What a run gives.</summary>
    IReadOnlyList<ValueInfo> Outputs { get; }

    /// <summary>Runs the network and waits for it. For tools and tests; a frame loop uses <see cref="Open"/>.</summary>
    /// <param name="inputs">Every input by name.</param>
    /// <returns>Every output by name.</returns>
    /// <exception cref="ModelException">An input is missing, or has a type or shape that the network does not take.</exception>
    IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs);

    /// <summary>
    /// Runs the network and gives every value in it, by name, as far as the backend still computes that value: a fused kernel gives only
    /// its last one.
    /// </summary>
    /// <inheritdoc cref="Run"/>
    IReadOnlyDictionary<string, Tensor> RunAll(IReadOnlyDictionary<string, Tensor> inputs);

    /// <summary>Prepares runs inside a frame loop, with inputs and outputs on the GPU.</summary>
    /// <param name="context">The context of the frame loop; it must have compute shaders.</param>
    /// <param name="inputShapes">The shape of each input; may leave out those that the network fixes.</param>
    /// <exception cref="ModelException">A shape is missing or does not fit the network.</exception>
    IModelSession Open(GpuContext context, IReadOnlyDictionary<string, Shape>? inputShapes = null);
}
