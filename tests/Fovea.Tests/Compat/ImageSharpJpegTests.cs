using System;
using System.IO;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Xunit;

namespace Fovea.Tests.Compat;

/// <summary>JPEG and its EXIF orientation through the ImageSharp API.</summary>
public sealed class ImageSharpJpegTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(61, 35)]
    public void A_smooth_picture_survives_within_a_few_levels(int width, int height)
    {
        using var image = new Image<Rgb24>(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                image[x, y] = new Rgb24((byte)(50 + (2 * x)), (byte)(60 + y), (byte)(200 - x - y));
        }

        using var file = new MemoryStream();
        image.SaveAsJpeg(file, new JpegEncoder { Quality = 95 });
        using Image<Rgb24> again = Image.Load<Rgb24>(file.ToArray().AsSpan());

        Assert.Equal((width, height), (again.Width, again.Height));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Assert.InRange(again[x, y].R - image[x, y].R, -10, 10);
                Assert.InRange(again[x, y].G - image[x, y].G, -10, 10);
                Assert.InRange(again[x, y].B - image[x, y].B, -10, 10);
            }
        }
    }

    [Fact]
    public void A_higher_quality_takes_more_bytes()
    {
        Assert.True(ImageSharpJpegMaker.Corners(0, 20).Length < ImageSharpJpegMaker.Corners(0, 95).Length);
        Assert.Throws<ArgumentException>(() => new JpegEncoder { Quality = 101 });
    }

    [Theory]
    [InlineData(0, "RG/BY")]
    [InlineData(1, "RG/BY")]
    [InlineData(2, "GR/YB")]
    [InlineData(3, "YB/GR")]
    [InlineData(4, "BY/RG")]
    [InlineData(5, "RB/GY")]
    [InlineData(6, "BR/YG")]
    [InlineData(7, "YG/BR")]
    [InlineData(8, "GY/RB")]
    public void Orientation_turns_the_picture_upright(int orientation, string expected)
    {
        // The stored picture is 32x16: red, green over blue, yellow.
        byte[] file = ImageSharpJpegMaker.Corners(orientation, 90);
        Assert.Equal(32, Image.Identify(file.AsSpan()).Width);

        using Image<Rgba32> image = Image.Load<Rgba32>(file.AsSpan());
        Assert.Equal("RG/BY", ImageSharpJpegMaker.Describe(image));
        image.Mutate(x => x.AutoOrient());

        Assert.Equal(orientation >= 5 ? (16, 32) : (32, 16), (image.Width, image.Height));
        Assert.Equal(expected, ImageSharpJpegMaker.Describe(image));

        // Once upright it stays so.
        image.Mutate(x => x.AutoOrient());
        Assert.Equal(expected, ImageSharpJpegMaker.Describe(image));
    }

    [Fact]
    public void Damaged_EXIF_does_not_cost_the_picture()
    {
        byte[] file = ImageSharpJpegMaker.Corners(6, 90);
        int tiff = file.AsSpan().IndexOf("Exif\0\0"u8) + 6;
        for (int at = tiff; at < tiff + 26; at++)
        {
            byte[] damaged = (byte[])file.Clone();
            damaged[at] = 0xFE;
            using Image<Rgba32> image = Image.Load<Rgba32>(damaged.AsSpan());
            Assert.Equal("RG/BY", ImageSharpJpegMaker.Describe(image));
            image.Mutate(x => x.AutoOrient());
            Assert.Contains(ImageSharpJpegMaker.Describe(image), new[] { "RG/BY", "BR/YG" });
        }
    }

    [Fact]
    public void A_file_that_stops_before_its_size_is_no_picture()
    {
        byte[] file = ImageSharpJpegMaker.Corners(0, 90);
        Assert.ThrowsAny<ImageFormatException>(() => Image.Load<Rgba32>(file.AsSpan(0, 24)));
        Assert.ThrowsAny<ImageFormatException>(() => Image.Identify(file.AsSpan(0, 24)));
    }
}
