namespace Fovea.Operators.Elementwise;

/// <summary>The element types that a row of the <see cref="ElementwiseTable"/> takes.</summary>
internal static class ElementwiseTypes
{
    /// <summary>The row's signature. Most functions are of floating-point numbers; what ONNX defines for whole numbers or bools stands here.</summary>
    public static string Of(ElementwiseRow row)
    {
        string first = row.Operator switch
        {
            "And" or "Or" or "Xor" or "Not" => "bool",
            "Equal" or "Where" => "any",
            "BitShift" or "BitwiseAnd" or "BitwiseNot" or "BitwiseOr" or "BitwiseXor" => "whole",
            "Abs" or "Add" or "Clip" or "Div" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" or "Max" or "Min" or "Mod" or "Mul"
                or "Neg" or "Pow" or "PRelu" or "Relu" or "Sign" or "Sub" => "number",
            _ => "float",
        };
        if (row.Operator == "Where")
            return $"bool condition, T={first} x, T y";
        if (row.Operator == "Pow")
            return "number x, number y";
        if (row.IsVariadic)
            return $"T={first}* inputs";
        string signature = $"T={first} {row.Inputs[0]}";
        for (int i = 1; i < row.Inputs.Count; i++)
            signature += $", T{(i >= row.Inputs.Count - row.Defaults.Count ? "?" : "")} {row.Inputs[i]}";
        return signature;
    }
}
