using Fovea.Gpu;
using Fovea.Player.Networks;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class BackendChoiceTests
{
    private const string Missing = "the library is missing";

    [Theory]
    [InlineData("Auto", true, false, true, "Gl", "a GPU")]
    [InlineData("Auto", true, false, false, "Gl", "a GPU")]
    [InlineData("Auto", true, true, true, "OnnxRuntime", "processor")]
    [InlineData("Auto", true, true, false, "Gl", Missing)]
    [InlineData("Auto", false, false, true, "OnnxRuntime", "no compute shaders")]
    [InlineData("Gl", true, true, true, "Gl", "as asked")]
    [InlineData("OnnxRuntime", true, false, true, "OnnxRuntime", "as asked")]
    public void Takes_what_suits_the_device_and_says_why(
        string asked, bool compute, bool software, bool onnxRuntime, string chosen, string because)
    {
        BackendChoice choice = Choose(asked, compute, software, onnxRuntime);
        Assert.Equal(chosen, choice.Backend.ToString());
        Assert.Contains(because, choice.Reason);
    }

    [Theory]
    [InlineData("Auto", false, false, Missing)]
    [InlineData("Gl", false, true, "--backend onnxruntime")]
    [InlineData("OnnxRuntime", true, false, Missing)]
    public void Refuses_what_cannot_be(string asked, bool compute, bool onnxRuntime, string because) =>
        Assert.Contains(because, Assert.Throws<GpuException>(() => Choose(asked, compute, software: false, onnxRuntime)).Message);

    private static BackendChoice Choose(string asked, bool compute, bool software, bool onnxRuntime) =>
        BackendChoice.Make(System.Enum.Parse<Backend>(asked), "Renderer", compute, software, onnxRuntime ? null : Missing);
}
