using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

public sealed class DecoderParametersTests
{
    [Fact]
    public void Values_are_what_was_given_and_else_the_defaults()
    {
        DecoderParameters given = Of(("stride", 8.0), ("clip", true), ("sizes", "wh"), ("bins", new[] { 1.0, 2 }), ("anchors", new[] { new[] { 3.0 } }), ("m", "softlinear"));
        Assert.Equal((8, 8.0), (given.Integer("stride", 1), given.Number("stride", 1)));
        Assert.True(given.Flag("clip", false));
        Assert.Equal("wh", given.Word("sizes", ""));
        Assert.Equal(new[] { 1.0, 2 }, given.Numbers("bins", new double[] { 7 }));
        Assert.Equal(3.0, Assert.Single(Assert.Single(given.Table("anchors", new[] { new double[] { 7 } }))));
        Assert.Equal(SuppressionMethod.SoftLinear, given.Choice("m", SuppressionMethod.Hard));
        Assert.True(given.Has("clip"));
        given.AssertAllAsked("X");

        DecoderParameters none = DecoderParameters.None;
        Assert.Equal((1, 0.5, false, "w"), (none.Integer("a", 1), none.Number("b", 0.5), none.Flag("c", false), none.Word("d", "w")));
        Assert.Equal(new double[] { 7 }, none.Numbers("e", new double[] { 7 }));
        Assert.Equal(7.0, none.Table("f", new[] { new double[] { 7 } })[0][0]);
        Assert.Equal(SuppressionMethod.None, none.Choice("g", SuppressionMethod.None));
        Assert.False(none.Has("h"));
    }

    public static TheoryData<object, Action<DecoderParameters>, string> Wrong => new()
    {
        { "eight", p => p.Number("x", 1), "'x' is \"eight\"; it must be a number" },
        { 8.5, p => p.Integer("x", 1), "8.5; it must be a whole number" },
        { -1.0, p => p.Number("x", 1, least: 0), "-1; it must be 0 or more" },
        { 2.0, p => p.Number("x", 1, 0, 1), "2; it must be 0 to 1" },
        { double.NaN, p => p.Number("x", 1, 0, 1), "NaN; it must be 0 to 1" },
        { 1.0, p => p.Flag("x", false), "1; it must be true or false" },
        { true, p => p.Word("x", ""), "true; it must be a text" },
        { "soft", p => p.Choice("x", SuppressionMethod.Hard), "\"soft\"; it must be one of \"hard\", \"softlinear\", \"softgaussian\", \"none\"" },
        { new[] { new double[] { 1 } }, p => p.Numbers("x", new double[] { 1 }), "a list of 1 lists; it must be a list of numbers" },
        { Array.Empty<double>(), p => p.Numbers("x", new double[] { 1 }), "an empty list" },
        { new[] { 1.0, 2 }, p => p.Table("x", new[] { new double[] { 1 } }), "a list of 2 numbers; it must be a list of lists" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_value_is_refused_by_name(object value, Action<DecoderParameters> ask, string message)
    {
        string found = Assert.Throws<ModelException>(() => ask(Of(("x", value)))).Message;
        Assert.Contains("'x'", found);
        Assert.Contains(message, found);
    }

    [Fact]
    public void What_nobody_asked_for_is_refused_with_the_names_that_there_are()
    {
        DecoderParameters parameters = Of(("strides", new[] { 8.0 }), ("stride", 8.0));
        parameters.Numbers("strides", new[] { 8.0 });
        parameters.Flag("clip", false);
        string message = Assert.Throws<ModelException>(() => parameters.AssertAllAsked("YOLOX")).Message;
        Assert.Contains("YOLOX has no parameter 'stride' ", message);
        Assert.Contains("It has clip, strides.", message);
    }

    [Fact]
    public void The_registry_names_what_there_is_and_refuses_unknown_parameters()
    {
        var outputs = new Dictionary<string, Shape> { ["a"] = new(1, 512, 1), ["b"] = new(1, 384, 1), ["c"] = new(1, 512, 16), ["d"] = new(1, 384, 16) };
        var setup = new DecoderSetup(outputs, new Shape(1, 3, 128, 128), new ImageInput(), 0, Of(("size", 3.0)));
        Assert.Contains("There is no decoder 'Blaze'; there is BlazeFace", Assert.Throws<ModelException>(() => DecoderRegistry.Create("Blaze", setup)).Message);
        Assert.Contains("'size'", Assert.Throws<ModelException>(() => DecoderRegistry.Create("BlazeFace", setup)).Message);
        Assert.IsType<BlazeFaceDecoder>(DecoderRegistry.Create("BlazeFace", setup with { Parameters = DecoderParameters.None }));
        string message = Assert.Throws<ModelException>(() => DecoderRegistry.Create("BlazeFace", setup with { ClassCount = 2 })).Message;
        Assert.Contains("a [1, 512, 1] tells 1 classes apart, but there are 2 labels", message);
    }

    private static DecoderParameters Of(params (string Name, object Value)[] values) => new(values.ToDictionary(v => v.Name, v => v.Value));
}
