using System;
using System.Linq;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class PictureLetteringTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void A_bar_is_drawn_where_it_belongs(int advance)
    {
        // '|' is one vertical stroke about the middle of its cell.
        int width = 3 * advance, height = (int)(advance * PictureLettering.LineHeight) + 4;
        byte[] rgba = new byte[4 * width * height];
        PictureLettering.Write(rgba, width, " |", 0, 2, advance, new SrgbColor(255, 128, 0));
        int[] red = Enumerable.Range(0, width).Select(x => (int)rgba[4 * ((height / 2 * width) + x)]).ToArray();
        Assert.True(red[(3 * advance / 2) - 1] + red[3 * advance / 2] > 200, string.Join(' ', red));
        Assert.Equal(0, red.Take(advance).Concat(red.Skip(2 * advance)).Sum());
        // The stroke is 1.24 units wide, a unit being an eighth of the advance.
        Assert.InRange(red.Sum() / 255.0, 1.24 * advance / 8 * 0.8, 1.24 * advance / 8 * 1.2);
        int middle = 4 * ((height / 2 * width) + (3 * advance / 2));
        Assert.InRange(rgba[middle + 1], (rgba[middle] / 2) - 1, (rgba[middle] / 2) + 1);
    }

    [Fact]
    public void What_is_outside_is_cut_off()
    {
        byte[] rgba = new byte[4 * 9 * 7];
        PictureLettering.Write(rgba, 9, "MMMM", -5, -6, 10, SrgbColor.White);
        PictureLettering.Write(rgba, 9, "é", 100, 100, 10, SrgbColor.White);
        Assert.Contains(rgba, b => b > 0);
        byte[] question = new byte[4 * 20 * 20], unknown = new byte[4 * 20 * 20];
        PictureLettering.Write(question, 20, "?", 0, 0, 10, SrgbColor.White);
        PictureLettering.Write(unknown, 20, "é", 0, 0, 10, SrgbColor.White);
        Assert.Equal(question, unknown);
    }
}
