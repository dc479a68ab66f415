using System.CommandLine;
using Fovea.Hosting;
using Fovea.Runtime;

namespace Fovea.Player.Commands;

/// <summary>What the commands that look into a network have in common.</summary>
internal static class ModelOptions
{
    public static Argument<string> Model() => new("MODEL") { Description = "The network: an ONNX file." };

    public static Option<string?> Card() => new("--card")
    {
        Description = "How to use the network: its model card. Without one, NAME.card.json beside the network, or what the file says of itself.",
        HelpName = "FILE",
    };

    public static Option<string[]> Shape() => new("--shape")
    {
        Description = "The shape of an input that the network leaves open, as data=1x3x224x224; " +
            "without it, open dimensions are 1. May be repeated.",
        HelpName = "NAME=SHAPE",
    };

    public static Option<int> Seed() => NumberOption.Whole(
        "--seed", "Decides the random input: the same seed gives the same numbers everywhere.", least: int.MinValue, standard: 1);

    public static Option<string> Api()
    {
        var option = new Option<string>("--api")
        {
            Description = "The dialect that the shaders run in.",
            DefaultValueFactory = _ => "any",
            HelpName = "any|gl|es",
        };
        option.AcceptOnlyFromAmong("any", "gl", "es");
        return option;
    }

    public static Option<string> Backend()
    {
        var option = new Option<string>("--backend")
        {
            Description = "What computes the network. auto takes GL compute on a GPU, and ONNX Runtime where the processor draws.",
            DefaultValueFactory = _ => "auto",
            HelpName = "auto|gl|onnxruntime",
        };
        option.AcceptOnlyFromAmong("auto", "gl", "onnxruntime");
        return option;
    }

    public static Option<string> Precision()
    {
        var option = new Option<string>("--precision")
        {
            Description = "How GL compute stores feature maps and weights; fp16 halves the wide maps and the large weights, and arithmetic stays in 32 bits.",
            DefaultValueFactory = _ => "fp32",
            HelpName = "fp32|fp16",
        };
        option.AcceptOnlyFromAmong("fp32", "fp16");
        return option;
    }

    /// <summary>The planner's options for a value of <see cref="Precision"/>.</summary>
    public static PlannerOptions Planning(string precision) =>
        new() { Precision = precision == "fp16" ? Operators.Precision.Half : Operators.Precision.Single };

    /// <summary>The host for a value of <see cref="Api"/>.</summary>
    public static HeadlessOptions Host(string api) => new()
    {
        Api = api switch
        {
            "gl" => GlApi.OpenGL,
            "es" => GlApi.OpenGLES,
            _ => GlApi.Any,
        },
    };
}
