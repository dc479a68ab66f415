using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Vision;
using Fovea.Vision.Cards;

namespace Fovea.Tests.Docs;

// What docs/model-cards.md shows is what stands between the two lines below; a test compares them.
// sample

/// <summary>What a picture shows, from a network and its card.</summary>
public static class Shown
{
    public static async Task<string> In(GpuContext context, GpuTexture texture, string modelPath)
    {
        ModelCard card = CardFile.Find(modelPath);
        using var runner = new GlModelRunner(context, OnnxFile.Load(modelPath));
        using var detector = new Detector(context, runner, DetectorOptions.Of(card));
        DetectionResult found = await detector.DetectAsync(new PictureTexture(PixelEncoding.Rgb, texture));
        return found.Count > 0 ? $"{found[0].Category} {found[0].Score:0.00} at {found[0].Box}" : "nothing";
    }
}

// end of sample
