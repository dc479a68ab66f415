using System.IO;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Datasets.Files;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class PictureFilesTests
{
    [Fact]
    public void Flow_that_KITTIs_words_cannot_hold_is_told_as_unknown()
    {
        (Vector2 Flow, int X, int Y, int Valid)[] cases =
        [
            (new Vector2(0, 0), 32768, 32768, 1),
            (new Vector2(1.5f, -2), 32864, 32640, 1),
            (new Vector2(-512, 511.984375f), 0, 65535, 1),
            (new Vector2(512, 0), 0, 0, 0),
            (new Vector2(0, -512.1f), 0, 0, 0),
            (new Vector2(3, 9000), 0, 0, 0),
            (new Vector2(float.NaN, 0), 0, 0, 0),
            (new Vector2(0, float.PositiveInfinity), 0, 0, 0),
            (new Vector2(float.NegativeInfinity, 1), 0, 0, 0),
        ];
        using var file = new MemoryStream();
        new PictureFiles().WriteFlow(file, cases.Select(c => c.Flow).ToArray(), 9, 1);
        file.Position = 0;
        using Image<Rgb48> image = Image.Load<Rgb48>(file);
        Assert.Equal(cases.Select(c => (c.X, c.Y, c.Valid)), Enumerable.Range(0, 9).Select(i => ((int)image[i, 0].R, (int)image[i, 0].G, (int)image[i, 0].B)));
    }
}
