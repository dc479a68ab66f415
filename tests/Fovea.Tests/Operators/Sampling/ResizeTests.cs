using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Sampling;

public sealed class ResizeTests : OperatorTests
{
    private static readonly string[] Coordinates = { "half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel", "half_pixel_symmetric" };

    // Larger, smaller, by halves that fall between elements, and one axis each way.
    private static readonly float[][] Factors = { new[] { 2f, 2f }, new[] { 0.5f, 0.6f }, new[] { 1.5f, 2.7f }, new[] { 0.4f, 3f }, new[] { 1f, 1.25f } };

    public static TheoryData<string> NearestModes => new() { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" };

    // Not symmetric half pixels by 0.6, which put elements of seven half-way up to rounding: there the last bit of ONNX Runtime's compiler decides.
    [SkippableTheory]
    [MemberData(nameof(NearestModes))]
    public void Nearest(string rounding) => Check(
        from factors in Factors
        from coordinates in Coordinates
        where coordinates != "half_pixel_symmetric" || factors[1] != 0.6f
        from x in Samples.Images.Take(3)
        select Scaled(x, factors).Set("mode", "nearest").Set("nearest_mode", rounding).Set("coordinate_transformation_mode", coordinates));

    [SkippableTheory]
    [InlineData("linear")]
    [InlineData("cubic")]
    public void Interpolated(string mode) => Check(
        from factors in Factors
        from coordinates in Coordinates
        from x in Samples.Images
        select Scaled(x, factors).Set("mode", mode).Set("coordinate_transformation_mode", coordinates));

    [SkippableFact]
    public void Cubic_without_the_outside_and_with_another_curve() => Check(Samples.Images.SelectMany(x => Factors.Select(factors =>
        Scaled(x, factors).Set("mode", "cubic").Set("exclude_outside", 1).Set("cubic_coeff_a", -0.5f))));

    // ONNX Runtime refuses what has no meaning: the nearest element with antialias.
    [SkippableTheory]
    [InlineData("linear")]
    [InlineData("cubic")]
    public void Without_aliases(string mode) => Check(
        from x in Samples.Images
        from factors in new[] { new[] { 0.5f, 0.5f }, new[] { 0.4f, 0.7f }, new[] { 0.3f, 2f }, new[] { 1f, 0.6f } }
        from outside in new[] { 0, 1 }
        where outside == 0 || mode == "cubic"
        select Scaled(x, factors).Set("mode", mode).Set("antialias", 1).Set("exclude_outside", outside));

    [SkippableTheory]
    [InlineData("nearest")]
    [InlineData("linear")]
    [InlineData("cubic")]
    public void By_sizes(string mode) => Check(Samples.Images.SelectMany(x => new[] { (9, 11), (3, 4), (1, 1), (x[2], 13) }.Select(size =>
        Op("Resize").Set("mode", mode).On(x).Without().Without().Constant(x[0], x[1], size.Item1, size.Item2))));

    [SkippableFact]
    public void Along_some_axes() => Check(
        Op("Resize").Set("mode", "linear").Set("axes", new[] { 2, 3 }).On(2, 5, 7, 9).Without().Without().Constant(11, 4),
        Op("Resize").Set("mode", "nearest").Set("axes", new[] { 3, 2 }).On(2, 5, 7, 9).Without().Constant(Tensor.Vector(1.5f, 0.5f)),
        Op("Resize").Set("mode", "nearest").Set("axes", new[] { 2, 3 }).Set("keep_aspect_ratio_policy", "not_larger").On(2, 5, 7, 9).Without().Without().Constant(10, 10),
        Op("Resize").Set("mode", "linear").Set("axes", new[] { 2, 3 }).Set("keep_aspect_ratio_policy", "not_smaller").On(1, 3, 7, 9).Without().Without().Constant(10, 10));

    [SkippableFact]
    public void Of_other_ranks_axes_and_types() => Check(
        Op("Resize").Set("mode", "nearest").On(5).Without().Constant(Tensor.Vector(2.2f)),
        Op("Resize").Set("mode", "linear").On(5, 7).Without().Constant(Tensor.Vector(1.5f, 0.5f)),
        Op("Resize").Set("mode", "nearest").On(2, 3, 5).Without().Constant(Tensor.Vector(1f, 1f, 2f)),
        Op("Resize").Set("mode", "nearest").On(2, 5, 7, 3).Without().Constant(Tensor.Vector(1f, 1.5f, 0.5f, 2f)),
        Op("Resize").Set("mode", "linear").On(1, 5, 7, 3).Without().Constant(Tensor.Vector(1f, 2f, 1.5f, 1f)),
        Op("Resize").Set("mode", "linear").On(2, 3, 4, 5, 3).Without().Constant(Tensor.Vector(1f, 1f, 1.5f, 2f, 0.7f)),
        Op("Resize").Set("mode", "nearest").On(Samples.Whole(ElementType.Int32, new Shape(1, 3, 4, 5), -9, 9)).Without().Constant(Tensor.Vector(1f, 1f, 2f, 1.5f)),
        Op("Resize").Set("mode", "nearest").On(1, 3, 4, 5).Without().Constant(Tensor.Vector(1f, 1f, 1f, 1f)));

    [SkippableTheory]
    [InlineData("nearest")]
    [InlineData("linear")]
    [InlineData("cubic")]
    public void A_region_of_interest(string mode) => Check(new[] { new[] { 0.2f, 0.3f, 0.7f, 0.9f }, new[] { -0.3f, 0.4f, 0.6f, 1.3f }, new[] { 0.9f, 0.1f, 0.2f, 0.8f } }
        .Select(roi => Op("Resize").Set("mode", mode).Set("coordinate_transformation_mode", "tf_crop_and_resize").Set("extrapolation_value", 7.5f)
            .On(1, 3, 6, 7).Constant(Tensor.Vector(0f, 0f, roi[0], roi[1], 1f, 1f, roi[2], roi[3])).Without().Constant(1, 3, 9, 5)));

    // ONNX Runtime fails where a linear window lies outside whole.
    [SkippableTheory]
    [InlineData("linear")]
    [InlineData("cubic")]
    public void A_region_of_interest_without_aliases(string mode) => Check(new[] { new[] { -0.3f, 0.4f, 0.6f, 1.3f }, new[] { 0.1f, 0.1f, 0.9f, 0.8f } }
        .Where(roi => roi[0] > 0 || mode == "cubic")
        .Select(roi => Op("Resize").Set("mode", mode).Set("coordinate_transformation_mode", "tf_crop_and_resize").Set("extrapolation_value", -3f).Set("antialias", 1)
            .On(1, 3, 9, 11).Constant(Tensor.Vector(0f, 0f, roi[0], roi[1], 1f, 1f, roi[2], roi[3])).Without().Constant(1, 3, 4, 5)));

    public static TheoryData<ElementType> WholeTypes => new() { ElementType.UInt8, ElementType.Int8, ElementType.Int32 };

    [SkippableTheory]
    [MemberData(nameof(WholeTypes))]
    public void Whole_numbers_between_others(ElementType type) => Check(
        from coordinates in Coordinates
        from factors in new[] { new[] { 2f, 2f }, new[] { 0.5f, 0.6f }, new[] { 1.5f, 2.7f }, new[] { 1f, 1.25f } }
        from x in new[] { new Shape(1, 1, 5, 7), new Shape(2, 5, 7, 9) }
        select Op("Resize").Set("mode", "linear").Set("coordinate_transformation_mode", coordinates)
            .On(Whole(type, x)).Without().Constant(Tensor.Vector(1f, 1f, factors[0], factors[1])));

    [SkippableTheory]
    [MemberData(nameof(WholeTypes))]
    public void Whole_numbers_of_other_ranks_and_axes(ElementType type) => Check(
        Op("Resize").Set("mode", "linear").On(Whole(type, new Shape(5, 7))).Without().Constant(Tensor.Vector(1.5f, 2.7f)),
        Op("Resize").Set("mode", "linear").On(Whole(type, new Shape(5, 7, 3))).Without().Constant(Tensor.Vector(1.5f, 0.7f, 2f)),
        Op("Resize").Set("mode", "linear").On(Whole(type, new Shape(2, 3, 4, 5, 3))).Without().Constant(Tensor.Vector(1f, 1f, 1.5f, 2f, 1.7f)),
        Op("Resize").Set("mode", "linear").On(Whole(type, new Shape(2, 5, 7, 3))).Without().Constant(Tensor.Vector(1f, 2.3f, 1.5f, 1f)),
        Op("Resize").Set("mode", "linear").Set("coordinate_transformation_mode", "tf_crop_and_resize").Set("extrapolation_value", 7f)
            .On(Whole(type, new Shape(1, 3, 6, 7))).Constant(Tensor.Vector(0f, 0f, -0.3f, 0.4f, 1f, 1f, 0.6f, 1.3f)).Without().Constant(1, 3, 9, 5));

    [SkippableTheory]
    [MemberData(nameof(WholeTypes))]
    public void Whole_numbers_without_aliases(ElementType type) => Check(
        from factors in new[] { new[] { 0.5f, 0.5f }, new[] { 0.4f, 0.7f }, new[] { 0.3f, 2f }, new[] { 1f, 0.6f } }
        from x in new[] { new Shape(1, 1, 9, 7), new Shape(2, 5, 11, 13) }
        select Op("Resize").Set("mode", "linear").Set("antialias", 1)
            .On(Whole(type, x)).Without().Constant(Tensor.Vector(1f, 1f, factors[0], factors[1])));

    [SkippableFact]
    public void Bytes_by_cubic_curves_without_aliases() => Check(
        from factors in new[] { new[] { 0.5f, 0.5f }, new[] { 0.4f, 0.7f }, new[] { 0.3f, 2f } }
        from outside in new[] { 0, 1 }
        select Op("Resize").Set("mode", "cubic").Set("antialias", 1).Set("exclude_outside", outside)
            .On(Whole(ElementType.UInt8, new Shape(2, 5, 11, 13))).Without().Constant(Tensor.Vector(1f, 1f, factors[0], factors[1])));

    [SkippableTheory]
    [MemberData(nameof(NearestModes))]
    public void Nearest_to_the_far_edge_of_a_half_pixel(string rounding) => Check(Factors.Select(factors =>
        Op("Resize").Set("mode", "nearest").Set("coordinate_transformation_mode", "tf_half_pixel_for_nn").Set("nearest_mode", rounding).In(11)
            .On(1, 5, 6, 4).Constant(Tensor.Vector(System.Array.Empty<float>())).Constant(Tensor.Vector(1f, 1f, factors[0], factors[1]))));

    [SkippableFact]
    public void The_old_forms() => Check(
        Op("Upsample").Set("scales", new[] { 1f, 1f, 2f, 3f }).In(7).On(1, 5, 3, 4),
        Op("Upsample").Set("mode", "linear").In(9).On(1, 5, 3, 4).Constant(Tensor.Vector(1f, 1f, 2f, 3f)),
        Op("Resize").Set("mode", "nearest").In(10).On(1, 5, 6, 4).Constant(Tensor.Vector(1f, 1f, 0.5f, 2f)),
        Op("Resize").Set("mode", "nearest").Set("coordinate_transformation_mode", "tf_half_pixel_for_nn").Set("nearest_mode", "floor").In(11)
            .On(1, 5, 6, 4).Constant(Tensor.Vector(System.Array.Empty<float>())).Constant(Tensor.Vector(1f, 1f, 0.5f, 2f)));

    [SkippableFact]
    public void What_cannot_be_is_refused()
    {
        OperatorCase x = Op("Resize").On(1, 3, 4, 5);
        Assert.Contains("none of them", Refusal(x));
        Assert.Contains("3 scales for 4 axes", Refusal(x.Without().Constant(Tensor.Vector(1f, 2f, 2f))));
        Assert.Contains("axis 2 of [1, 3, 4, 5]", Refusal(x.Without().Constant(Tensor.Vector(1f, 1f, -2f, 2f))));
        Assert.Contains("only antialias defines", Refusal(
            Op("Resize").Set("mode", "cubic").On(Whole(ElementType.UInt8, new Shape(1, 1, 4, 4))).Without().Constant(Tensor.Vector(1f, 1f, 2f, 2f))));
        Assert.Contains("int32, int8 and uint8", Refusal(
            Op("Resize").Set("mode", "linear").On(Whole(ElementType.Int16, new Shape(1, 1, 4, 4))).Without().Constant(Tensor.Vector(1f, 1f, 2f, 2f))));
        Assert.Contains("'bilinear' is none of", Refusal(x.Set("mode", "bilinear").Without().Constant(Tensor.Vector(1f, 1f, 2f, 2f))));
    }

    private static OperatorCase Scaled(Shape x, float[] factors) =>
        Op("Resize").On(x).Without().Constant(Tensor.Vector(1f, 1f, factors[0], factors[1]));

    // Bytes with a sign only above zero: with antialias ONNX Runtime keeps them, too, between 0 and 255.
    private static Tensor Whole(ElementType type, Shape shape) =>
        Samples.Whole(type, shape, type == ElementType.Int32 ? -1000 : 0, type == ElementType.UInt8 ? 256 : type == ElementType.Int8 ? 128 : 1000);
}
