using System;
using System.Collections.Generic;
using System.Globalization;
using Fovea.Models;
using Fovea.Models.Canonical;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Quantized;

/// <summary>
/// ONNX <c>QuantizeLinear</c>: y = saturate(round(x / scale) + zero point), halves to even; and <c>Requantize</c>, which multiplies in place
/// of dividing: the end of a product of quantized numbers, whose three scales are one factor.
/// </summary>
/// <remarks>x of any shape; scale and zero point one number each, or [D] for an axis of D coordinates. y has the zero point's type.</remarks>
public sealed class Quantize : Operator
{
    private readonly string _operation;

    private Quantize(Node node, string operation)
        : base(node) => _operation = operation;

    /// <summary>Creates <c>QuantizeLinear</c>.</summary>
    public static Quantize ByScale(Node node) => new(node, "/");

    /// <summary>Creates <c>Requantize</c> of domain <see cref="QuantizationRules.Domain"/>.</summary>
    public static Quantize ByFactor(Node node) => new(node, "*");

    /// <inheritdoc/>
    protected override string? Takes => "number x, float y_scale, whole? y_zero_point";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Scaling.Check(Node, data.Shape, x.Input(1), x.Optional(2), broadcasts: _operation == "*");
        var stated = (ElementType)Node.Attributes.Int("output_dtype");
        ElementType type = x.Optional(2)?.Type ?? (stated == ElementType.Undefined ? ElementType.UInt8 : stated);
        if (type is not (ElementType.UInt8 or ElementType.Int8 or ElementType.UInt16 or ElementType.Int16))
            throw new ModelException($"Quantization to {type} is not possible; to whole numbers of 8 or 16 bits it is.");
        x.Output(0, type, data.Shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        float[] values = data.ToSingles();
        double[] scales = Scaling.Spread(Node, inputs[1], data.Shape), zeros = Scaling.Spread(Node, inputs.Count > 2 ? inputs[2] : null, data.Shape);
        (int low, int high) = RangeOf(outputs[0].Type);
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            // In single precision, as the kernel.
            float scaled = _operation == "/" ? values[i] / (float)scales[i] : values[i] * (float)scales[i];
            result[i] = Math.Min(Math.Max(Math.Round((double)scaled, MidpointRounding.ToEven) + zeros[i], low), high);
        }

        return new[] { Tensor.From(outputs[0].Type, data.Shape, result) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor target = plan.Output(0);
        (int low, int high) = RangeOf(target.Type);
        bool divides = _operation == "/";
        string scaled = divides ? "quotientToRound(x, s)" : "x * s";
        string glsl = string.Format(CultureInfo.InvariantCulture, "clamp(roundEven({0}) + z, {1}.0, {2}.0)", scaled, low, high);
        var row = new ElementwiseRow(Node.Operator, new[] { "x", "s", "z" }, glsl, v => v[0])
        {
            Result = target.ScalarType,
            IsPromoted = true,
            Functions = divides ? "#include \"operators/elementwise/quantize.glsl\"\n" : "",
            Defaults = new[] { ("0.0", "0", 0.0) },
        };
        ElementwiseKernel.Dispatch(plan, row, Scaling.Operands(plan), target, Array.Empty<float>(), 1);
    }

    private static (int Low, int High) RangeOf(ElementType type) => type switch
    {
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 => (0, byte.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        _ => (0, ushort.MaxValue),
    };
}
