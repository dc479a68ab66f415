using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>
/// Element-wise operators that a kernel applies to its result before it stores it: activation, residual addition and the like. A pass
/// puts them into the node as a small graph (attribute <c>epilogue</c>) of rows of the <see cref="ElementwiseTable"/>.
/// </summary>
/// <remarks>
/// The graph's first input is the kernel's result. Its second, where it has one, is a tensor of the same shape, which the node reads as
/// its last input; beside a packed result it may have fewer channels, and zeros stand for those that it lacks. Its constants are single numbers, or one number a channel ([C, 1, 1] and the like). Its only output has the result's
/// shape.
/// </remarks>
public sealed class Epilogue
{
    /// <summary>The node's attribute that holds the graph.</summary>
    public const string Attribute = "epilogue";

    /// <summary>No epilogue.</summary>
    public static readonly Epilogue None = new(null);

    private readonly Graph? _graph;
    private readonly List<Tensor> _channels = new();
    private readonly List<float> _parameters = new();
    private readonly HashSet<string> _functions = new();
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _body = new();
    private readonly bool _keepsZero = true;

    private Epilogue(Graph? graph)
    {
        _graph = graph;
        if (graph is null)
            return;

        var variables = new Dictionary<string, string> { [graph.Inputs[0].Name] = "value" };
        if (HasOperand)
            variables[graph.Inputs[1].Name] = "other";
        foreach (Node node in graph.Nodes)
        {
            string variable = $"v{variables.Count}";
            _body.Append("    EPILOGUE_TYPE ").Append(variable).Append(" = ").Append(Call(node, variables, out bool keepsZero)).Append(";\n");
            variables[node.Outputs[0]] = variable;
            _keepsZero &= keepsZero;
        }

        _body.Append("    value = ").Append(variables[graph.Outputs[0].Name]).Append(";\n");
    }

    /// <summary>Whether nothing is applied.</summary>
    public bool IsEmpty => _graph is null;

    /// <summary>Whether the node's last input is a tensor that the epilogue reads.</summary>
    public bool HasOperand => _graph is { Inputs: { Count: 2 } };

    /// <summary>The constants with one number a channel; a kernel keeps them beside its weights, and reads number k by <c>channelOperand(k, channel)</c>.</summary>
    public IReadOnlyList<Tensor> Channels => _channels;

    /// <summary>What tells epilogues apart whose constants a kernel keeps beside its weights.</summary>
    public string Key => _channels.Count == 0 ? "" : _graph!.Outputs[0].Name;

    /// <summary>The epilogue of a node; empty where it has none.</summary>
    public static Epilogue Of(Node node) =>
        node.Attributes.Values.TryGetValue(Attribute, out object? graph) ? new Epilogue((Graph)graph) : None;

    /// <summary>
    /// Adds to a dispatch the snippets <c>epilogue_parameters</c>, members at the end of the uniform block, whose values it appends, and
    /// <c>epilogue</c>, a function <c>epilogue(value, channel, index, channels)</c>: channel is the number of the vec4 of channels (or of the
    /// channel, for scalar kernels), index the place of the result in the output buffer. The operand is bound at the next free binding;
    /// call this when all other buffers are bound and all other parameters given.
    /// </summary>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="operand">The tensor operand, in the layout of the output; null where there is none.</param>
    /// <param name="lanes">4 where the kernel computes vec4 over channels, 1 where it computes scalars.</param>
    /// <param name="defined">GLSL functions that the kernel defines itself.</param>
    public void AddTo(DispatchBuilder dispatch, PlanTensor? operand, int lanes, string defined = "")
    {
        var text = new StringBuilder();
        string type = lanes == 4 ? "vec4" : "float";
        text.Append("#define EPILOGUE_TYPE ").Append(type).Append('\n');
        if (HasOperand)
        {
            PlanTensor read = operand ?? throw new ArgumentNullException(nameof(operand));
            if (!IsNarrow)
                dispatch.MayOverwrite(read);
            if (lanes == 4)
            {
                dispatch.ReadVectors("epilogueOperand", read);
                text.Append("#include <epilogueOperand>\n").Append(Reading(dispatch, read));
            }
            else
            {
                text.Append($"layout(std430, binding = {dispatch.NextBinding}) readonly buffer EpilogueOperand {{ float epilogueElements[]; }};\n");
                text.Append("#define epilogueOperand(index) epilogueElements[index]\n");
                dispatch.Read(read);
            }
        }

        text.Append(string.Concat(_functions.Where(function => function != defined))).Append(_declarations);
        text.Append($"{type} epilogue({type} value, int channel, int index, int channels) {{\n");
        if (HasOperand)
            text.Append($"    {type} other = {(lanes == 4 ? "epilogueOther" : "epilogueOperand")}(index);\n");
        text.Append(_body);
        if (lanes == 4 && !_keepsZero)
            text.Append("    value = mix(vec4(0.0), value, lessThan(4 * channel + ivec4(0, 1, 2, 3), ivec4(channels)));\n");
        text.Append("    return value;\n}\n");
        dispatch.Snippet("epilogue", Expand(text.ToString(), lanes))
            .Snippet("epilogue_parameters", (IsNarrow ? "int epilogueWhole;\nint epiloguePart;\n" : "") +
                string.Concat(_parameters.Select((_, i) => $"float epilogue{i};\n")))
            .Float(_parameters.ToArray());
    }

    private bool IsNarrow => HasOperand && _graph!.Inputs[0].Shape is { } whole && _graph.Inputs[1].Shape is { } part && !whole.Equals(part);

    // An operand with fewer channels has fewer vec4 an image.
    private string Reading(DispatchBuilder dispatch, PlanTensor operand)
    {
        if (!IsNarrow)
            return "#define epilogueOther(index) epilogueOperand(index)\n";
        PackedShape whole = PackedShape.Of(_graph!.Inputs[0].Shape!), part = operand.Packed;
        dispatch.Int(whole.Vectors / whole.N, part.Vectors / part.N);
        return "vec4 epilogueOther(int index) {\n" +
            "    int image = index / epilogueWhole, at = index - image * epilogueWhole;\n" +
            "    return at < epiloguePart ? epilogueOperand(image * epiloguePart + at) : vec4(0.0);\n}\n";
    }

    // A call is written once as @name(a|b;c): vectors before the semicolon, scalars behind it.
    private static string Expand(string text, int lanes)
    {
        var result = new StringBuilder();
        int at = 0;
        for (int call = text.IndexOf('@'); call >= 0; call = text.IndexOf('@', at))
        {
            int open = text.IndexOf('(', call), close = text.IndexOf('#', call);
            string[] parts = text.Substring(open + 1, close - open - 1).Split(';');
            string name = text.Substring(call + 1, open - call - 1);
            string[] vectors = parts[0].Split('|');
            string[] scalars = parts[1].Split(new[] { '|' }, StringSplitOptions.RemoveEmptyEntries);
            result.Append(text, at, call - at);
            result.Append(lanes == 4
                ? ElementwiseGlsl.FourLanes(name, vectors, scalars)
                : $"{name}({string.Join(", ", vectors.Concat(scalars))})");
            at = close + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private string Call(Node node, Dictionary<string, string> variables, out bool keepsZero)
    {
        ElementwiseRow row = ElementwiseTable.Find(node) ?? throw new ModelException($"{node} is not element-wise and cannot be in an epilogue.");
        string function = $"epilogueOp{variables.Count}";
        if (row.Functions.Length > 0)
            _functions.Add(row.Functions);
        string[] types = row.Inputs.Select(_ => "float").ToArray();
        _declarations.Append(ElementwiseGlsl.Function(row, function, types));

        keepsZero = row.KeepsZero || IsClipAroundZero(node);
        var arguments = new string[row.Inputs.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!node.HasInput(i))
                arguments[i] = Lanes(ElementwiseGlsl.Default(row, i, "float"));
            else if (variables.TryGetValue(node.Inputs[i], out string? variable))
                arguments[i] = variable;
            else
                arguments[i] = Constant(_graph!.Constants[node.Inputs[i]]);
        }

        foreach (float parameter in row.ParametersOf(node))
            _parameters.Add(parameter);
        IEnumerable<string> scalars = row.Parameters.Select((_, i) => $"epilogue{_parameters.Count - row.Parameters.Count + i}");
        return $"@{function}({string.Join("|", arguments)};{string.Join("|", scalars)}#";
    }

    private static string Lanes(string scalar) => $"EPILOGUE_TYPE({scalar})";

    private string Constant(Tensor constant)
    {
        if (constant.Shape.Count == 1)
        {
            _parameters.Add(constant.ToSingles()[0]);
            return Lanes($"epilogue{_parameters.Count - 1}");
        }

        _channels.Add(constant);
        return $"channelOperand({_channels.Count - 1}, channel)";
    }

    private bool IsClipAroundZero(Node node)
    {
        if (node.Operator != "Clip")
            return false;
        double low = node.HasInput(1) && _graph!.Constants.TryGetValue(node.Inputs[1], out Tensor? l) ? l.ToDoubles()[0] : double.NegativeInfinity;
        double high = node.HasInput(2) && _graph!.Constants.TryGetValue(node.Inputs[2], out Tensor? h) ? h.ToDoubles()[0] : double.PositiveInfinity;
        return low <= 0 && high >= 0;
    }
}
