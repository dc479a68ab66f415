using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>Writes rows of the table as GLSL functions.</summary>
internal static class ElementwiseGlsl
{
    /// <summary>The scalar function of a row: inputs first, then parameters.</summary>
    /// <param name="row">The row.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="types">The GLSL type of each input.</param>
    public static string Function(ElementwiseRow row, string name, IReadOnlyList<string> types)
    {
        string result = ResultType(row, types);
        IEnumerable<string> arguments = row.Inputs.Select((input, i) => $"{types[i]} {input}")
            .Concat(row.Parameters.Select(p => $"float {p.Name}"));
        string expression = types[row.TypeFrom] switch
        {
            "float" => row.Glsl,
            "uint" => row.UnsignedGlsl ?? row.IntegerGlsl ?? row.Glsl,
            _ => row.IntegerGlsl ?? row.Glsl,
        };
        return $"{result} {name}({string.Join(", ", arguments)}) {{ return {result}({expression}); }}\n";
    }

    /// <summary>The GLSL type of a row's result.</summary>
    public static string ResultType(ElementwiseRow row, IReadOnlyList<string> types) =>
        row.Result ?? (row.IsPredicate ? "int" : types[row.TypeFrom]);

    /// <summary>The types in which a row computes: every input as the one that decides the result, but for a leading condition.</summary>
    public static string[] Types(ElementwiseRow row, IReadOnlyList<ElementType?> inputs)
    {
        bool promoted = row.IsPromoted && inputs.Any(type => type?.IsFloating() ?? false);
        string computed = promoted ? "float" : GlslTypes.Of(inputs[row.TypeFrom]!.Value);
        return row.Inputs.Select((_, i) => i < row.TypeFrom ? "int" : computed).ToArray();
    }

    /// <summary>The literal that stands for an input that is left out.</summary>
    public static string Default(ElementwiseRow row, int input, string type)
    {
        int first = row.Inputs.Count - row.Defaults.Count;
        (string single, string integer, _) = row.Defaults[input - first];
        return type switch
        {
            "float" => single,
            "uint" => input == first ? "0u" : "4294967295u",
            _ => integer,
        };
    }

    /// <summary>Lifts a scalar call to four lanes.</summary>
    /// <param name="function">The scalar function.</param>
    /// <param name="vectors">Arguments with lanes.</param>
    /// <param name="scalars">Further arguments, the same in each lane.</param>
    public static string FourLanes(string function, IReadOnlyList<string> vectors, IEnumerable<string> scalars)
    {
        string[] rest = scalars.ToArray();
        var text = new StringBuilder("vec4(");
        foreach (char lane in "xyzw")
        {
            text.Append(lane == 'x' ? "" : ", ").Append(function).Append('(');
            text.Append(string.Join(", ", vectors.Select(v => $"{v}.{lane}").Concat(rest))).Append(')');
        }

        return text.Append(')').ToString();
    }
}
