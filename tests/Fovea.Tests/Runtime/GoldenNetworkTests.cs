using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Real networks against what ONNX Runtime gave for one picture, on GL and ES, planned for speed and as plainly as can be.</summary>
public sealed class GoldenNetworkTests
{
    public static IEnumerable<object[]> Networks() =>
        from name in new[] { "mnist_28", "blazeface_front_128", "ultraface_rfb_320x240", "squeezenet1.1_224", "mobilenet_v2_224" }
        from api in new[] { GlApi.OpenGL, GlApi.OpenGLES }
        select new object[] { name, api };

    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void Agrees_with_ONNX_Runtime(string name, GlApi api)
    {
        Golden golden = Golden.Load(name);
        Model model = OnnxFile.Load(golden.ModelPath);
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, model);
            golden.AssertAgrees(runner.Run(golden.Inputs));
            Plan plan = runner.PlanFor(golden.Inputs.ToDictionary(i => i.Key, i => i.Value.Shape));
            Assert.Empty(HazardChecker.Check(plan.Blueprint));
        });
    }

    /// <summary>Those that take a software rasterizer longer run once; of the picture of the last, one grey level may be off.</summary>
    [SkippableTheory]
    [InlineData("sci_lowlight_320x240", 1e-3)]
    [InlineData("selfie_segmentation_256x144", 1e-3)]
    [InlineData("fastestdet_352", 1e-3)]
    [InlineData("nanodet_m_416", 1e-3)]
    [InlineData("yolox_nano_416", 1e-3)]
    [InlineData("espcn_x3_224", 1e-3)]
    [InlineData("deeplab_v3_mobilenet_257", 1e-3)]
    [InlineData("tbefn_lowlight_320x240", 1e-3)]
    [InlineData("road_segmentation_adas_0001", 1e-3)]
    [InlineData("style_mosaic_720", 1)]
    public void Agrees_on_OpenGL(string name, double absolute)
    {
        Golden golden = Golden.Load(name);
        Model model = OnnxFile.Load(golden.ModelPath);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, model);
            golden.AssertAgrees(runner.Run(golden.Inputs), absolute);
        });
    }

    [SkippableTheory]
    [InlineData("blazeface_front_128")]
    [InlineData("mnist_28")]
    public void Agrees_without_passes_too_and_with_a_poisoned_arena(string name)
    {
        Golden golden = Golden.Load(name);
        Model model = OnnxFile.Load(golden.ModelPath);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            using var runner = new GlModelRunner(context, model, new PlannerOptions { Optimize = false, Poison = true, Alias = false });
            golden.AssertAgrees(runner.Run(golden.Inputs));
        });
    }
}
