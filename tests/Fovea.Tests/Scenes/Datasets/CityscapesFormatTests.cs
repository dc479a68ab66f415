using System.IO;
using System.Linq;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class CityscapesFormatTests
{
    [Fact]
    public void The_pictures_hold_the_numbers_of_the_frame()
    {
        // The chequered flag and what is larger count as single objects, a pixel does not.
        using var data = new DatasetFixture(FramePainter.Options("cityscapes") with { MinimumPixels = 2, ValidationShare = 0.5 });
        for (int i = 0; i < 9; i++)
        {
            LabelledFrame frame = FramePainter.Typical(i);
            string split = data.Options.SplitOf(i), start = data.File($"gtFine/{split}/handmade/handmade_000000_{i:D6}_gtFine");
            uint[] identity = frame.Identity.ToArray();
            Assert.Equal(identity.Select(id => (int)(byte)id), Pixels<L8>(start + "_labelIds.png").Select(p => (int)p.PackedValue));
            Assert.Equal(
                identity.Select(id => (byte)id switch { 7 => 0, 26 => 13, 24 => 11, _ => 255 }), Pixels<L8>(start + "_labelTrainIds.png").Select(p => (int)p.PackedValue));
            // Cars: 3 (a corner), 4 (one pixel, so none), 6, 12, 71; persons: 5, 9, 70000.
            Assert.Equal(
                identity.Select(id => (id >> 8) switch { 3 => 26000, 6 => 26001, 12 => 26002, 71 => 26003, 5 => 24000, 9 => 24001, 70000 => 24002, _ => (int)(byte)id }),
                Pixels<L16>(start + "_instanceIds.png").Select(p => (int)p.PackedValue));
            Assert.Equal(
                identity.Select(id => (byte)id switch { 7 => new Rgb24(0x80, 0x40, 0x80), 26 => new Rgb24(0, 0, 0x8E), 24 => new Rgb24(0xDC, 0x14, 0x3C), _ => default }),
                Pixels<Rgb24>(start + "_color.png"));
            Assert.Equal(
                frame.Color.ToArray().Chunk(4).Select(c => new Rgb24(c[0], c[1], c[2])),
                Pixels<Rgb24>(data.File($"leftImg8bit/{split}/handmade/handmade_000000_{i:D6}_leftImg8bit.png")));
        }

        Assert.Equal(2, Directory.GetDirectories(data.File("leftImg8bit")).Length);
    }

    [Fact]
    public void A_class_whose_instances_do_not_fit_into_16_bits_is_refused()
    {
        DatasetOptions options = FramePainter.Options("cityscapes");
        SceneClass car = FramePainter.Classes[1];
        Assert.NotNull(DatasetFormats.Create(options with { Classes = [car with { Id = 64 }] }));
        Assert.Contains("'car' has the number 65", Assert.Throws<SceneException>(() => DatasetFormats.Create(options with { Classes = [car with { Id = 65 }] })).Message);
        Assert.Contains("no run lengths", Assert.Throws<SceneException>(() => DatasetFormats.Create(options with { Masks = MaskEncoding.Polygons })).Message);
    }

    private static TPixel[] Pixels<TPixel>(string path)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using Image<TPixel> image = Image.Load<TPixel>(File.ReadAllBytes(path));
        var pixels = new TPixel[image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return pixels;
    }
}
