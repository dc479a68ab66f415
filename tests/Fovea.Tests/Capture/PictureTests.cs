using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Tests.Compat;
using Xunit;

namespace Fovea.Tests.Capture;

public sealed class PictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds() => ["small.png", "small.jpg"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(40, 7)]
    public void What_is_saved_loads_again(int width, int height)
    {
        byte[] rgba = Enumerable.Range(0, width * height * 4).Select(i => (byte)(i * 7)).ToArray();
        string path = _folder.File("deep/folder/picture.png");

        new Picture(width, height, rgba).SavePng(path);
        Picture again = Picture.Load(path);

        Assert.Equal((width, height), (again.Width, again.Height));
        Assert.Equal(rgba, again.Rgba.ToArray());
        Assert.Equal(["picture.png"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(1, "RG/BY")]
    [InlineData(2, "GR/YB")]
    [InlineData(3, "YB/GR")]
    [InlineData(4, "BY/RG")]
    [InlineData(5, "RB/GY")]
    [InlineData(6, "BR/YG")]
    [InlineData(7, "YG/BR")]
    [InlineData(8, "GY/RB")]
    public void Every_EXIF_orientation_comes_upright(int orientation, string expected)
    {
        Picture picture = Picture.Load(_folder.Write("camera.jpg", ImageSharpJpegMaker.Corners(orientation, 90)));

        Assert.Equal(orientation >= 5 ? (16, 32) : (32, 16), (picture.Width, picture.Height));
        Assert.Equal(expected, Corners(picture));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_that_is_cut_anywhere_is_refused_by_name(string name)
    {
        byte[] whole = Small(name);
        string path = _folder.Write(name, whole);
        Assert.Equal(32, Picture.Load(path).Width);
        for (int length = 0; length < whole.Length; length++)
        {
            _folder.Write(name, whole.AsSpan(0, length));
            var e = Assert.Throws<PictureException>(() => Picture.Load(path));
            Assert.Contains(path, e.Message);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_file_with_a_changed_byte_loads_or_is_refused_by_name(string name)
    {
        byte[] whole = Small(name);
        var random = new Random(1);
        var outcomes = new HashSet<bool>();
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = (byte[])whole.Clone();
            changed[at] ^= (byte)random.Next(1, 256);
            string path = _folder.Write(name, changed);
            Exception? e = Record.Exception(() => Picture.Load(path));
            outcomes.Add(e == null);
            Assert.True(e is null or PictureException, $"byte {at}: {e}");
            Assert.Contains(path, e?.Message ?? path);
        }

        Assert.Contains(false, outcomes);
    }

    [Fact]
    public void What_is_missing_or_no_picture_is_refused_with_the_reason()
    {
        string missing = _folder.File("missing.png"), text = _folder.Write("text.png", "no picture"u8);

        Assert.Contains("no picture '" + missing, Assert.Throws<PictureException>(() => Picture.Load(missing)).Message);
        string message = Assert.Throws<PictureException>(() => Picture.Load(text)).Message;
        Assert.Contains(text, message);
        Assert.Contains(".png, .jpg, .jpeg", message);
        Assert.Throws<PictureException>(() => Picture.Load(_folder.Root));
    }

    [SkippableTheory]
    [InlineData("dog_bicycle_car.jpg", 768, 576)]
    [InlineData("kimono_street.jpg", 1828, 1264)]
    [InlineData("kitten_224.png", 224, 224)]
    public void A_real_photo_loads(string name, int width, int height)
    {
        Picture picture = Picture.Load(TestFiles.Asset("images/photos/" + name));
        Assert.Equal((width, height), (picture.Width, picture.Height));
        // Opaque, and neither black nor one colour.
        Assert.Equal(255, picture.Rgba[3]);
        Assert.True(picture.Rgba.ToArray().Distinct().Count() > 100);
    }

    [Fact]
    public void Pixels_must_fit_the_size()
    {
        Assert.Throws<ArgumentException>(() => new Picture(2, 2, new byte[15]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(0, 2, []));
    }

    private static byte[] Small(string name)
    {
        if (name.EndsWith(".jpg", StringComparison.Ordinal))
            return ImageSharpJpegMaker.Corners(3, 50);

        return new ImageSharpPngMaker
        {
            Width = 32,
            Height = 4,
            ColorType = 2,
            Depth = 8,
            Sample = (x, y, channel) => (x * 5) + (y * 11) + channel,
            Filter = -1,
        }.Make();
    }

    private static string Corners(Picture picture)
    {
        char Name(int x, int y)
        {
            ReadOnlySpan<byte> p = picture.Rgba.Slice(((y * picture.Width) + x) * 4, 4);
            return (p[0] > 128, p[1] > 128, p[2] > 128) switch
            {
                (true, false, false) => 'R',
                (false, true, false) => 'G',
                (false, false, true) => 'B',
                (true, true, false) => 'Y',
                _ => '?',
            };
        }

        int right = picture.Width - 3, bottom = picture.Height - 3;
        return $"{Name(2, 2)}{Name(right, 2)}/{Name(2, bottom)}{Name(right, bottom)}";
    }
}
