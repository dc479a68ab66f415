using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>Where an operator says in which layouts it reads its inputs and writes its outputs. Row-major unless it says so.</summary>
public sealed class LayoutContext
{
    private readonly IReadOnlyList<Layout> _produced;
    private readonly Layout[] _inputs;
    private readonly Layout[] _outputs;

    /// <summary>Creates the context of one node.</summary>
    /// <param name="inputs">Types and shapes of the inputs; null where left out.</param>
    /// <param name="produced">The layout in which each input already exists; a constant exists in any, and counts as row-major.</param>
    /// <param name="outputs">Types and shapes of the outputs.</param>
    public LayoutContext(IReadOnlyList<TensorInfo?> inputs, IReadOnlyList<Layout> produced, IReadOnlyList<TensorInfo> outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
        _produced = produced;
        _inputs = new Layout[inputs.Count];
        _outputs = new Layout[outputs.Count];
    }

    /// <summary>Types and shapes of the inputs; null where left out.</summary>
    public IReadOnlyList<TensorInfo?> Inputs { get; }

    /// <summary>Types and shapes of the outputs.</summary>
    public IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>The layouts in which the node reads.</summary>
    public IReadOnlyList<Layout> InputLayouts => _inputs;

    /// <summary>The layouts in which the node writes.</summary>
    public IReadOnlyList<Layout> OutputLayouts => _outputs;

    /// <summary>Whether a value may be packed: a floating-point map of rank 3 or 4.</summary>
    public static bool CanPack(TensorInfo info) => info.Type.IsFloating() && PackedShape.Fits(info.Shape);

    /// <summary>The layout in which an input already exists.</summary>
    public Layout Produced(int index) => _produced[index];

    /// <summary>Whether some input that is no constant already lies packed.</summary>
    public bool AnyPacked => _produced.Contains(Layout.Packed);

    /// <summary>Tells of an output whether some reader wants it packed; unless somebody knows better, all do.</summary>
    internal Func<int, bool> Wanted { get; init; } = _ => true;

    /// <summary>Whether some reader of an output, near or behind others that follow it, wants it packed: for operators that can write either.</summary>
    public bool IsWantedPacked(int output) => Wanted(output);

    /// <summary>Reads an input in a layout.</summary>
    public void Input(int index, Layout layout)
    {
        if (index < _inputs.Length && Inputs[index] is not null)
            _inputs[index] = layout;
    }

    /// <summary>Writes an output in a layout.</summary>
    public void Output(int index, Layout layout)
    {
        if (index < _outputs.Length)
            _outputs[index] = layout;
    }

    /// <summary>Reads every input and writes every output that can be packed in one layout.</summary>
    public void All(Layout layout)
    {
        for (int i = 0; i < _inputs.Length; i++)
            _inputs[i] = Inputs[i] is { } info && CanPack(info) ? layout : Layout.RowMajor;
        for (int i = 0; i < _outputs.Length; i++)
            _outputs[i] = CanPack(Outputs[i]) ? layout : Layout.RowMajor;
    }

    /// <summary>Takes every input in the layout in which it exists; the outputs that can be packed are so if one input is.</summary>
    public void FollowInputs()
    {
        for (int i = 0; i < _inputs.Length; i++)
            _inputs[i] = _produced[i];
        for (int i = 0; i < _outputs.Length; i++)
            _outputs[i] = AnyPacked && CanPack(Outputs[i]) ? Layout.Packed : Layout.RowMajor;
    }
}
