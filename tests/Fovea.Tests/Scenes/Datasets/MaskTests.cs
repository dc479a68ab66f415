using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fovea.Scenes.Datasets.Masks;
using Fovea.Scenes.Labels;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class MaskTests
{
    public static TheoryData<int, int> Sizes() => new() { { 1, 1 }, { 1, 7 }, { 7, 1 }, { 2, 2 }, { 13, 9 }, { 31, 23 } };

    // Worked by hand from the rule: five bits a character, lowest first; 32 where more follow; 48 added. The sign is bit 4 of the last.
    //   3 = 00011, done, as bit 4 is clear and nothing is left              -> 51 '3'
    //  16 = 10000: bit 4 is set and the rest, 0, is not -1, so more follow  -> 16 + 32 + 48 = 96 '`', then 0 -> 48 '0'
    //  31 = 11111: likewise                                                 -> 31 + 32 + 48 = 111 'o', then 0 '0'
    //  32 = 1 00000                                                         -> 0 + 32 + 48 = 80 'P', then 1 '1'
    //  40 = 1 01000                                                         -> 8 + 32 + 48 = 88 'X', then 1 '1'
    // 1000 = 11111 01000: 8 more 'X'; 31 has bit 4 set, rest 0, more 'o'; 0 '0'
    // From the fourth run on, the one two before is taken away:
    //  -1 = ...11111: rest -1, bit 4 set, done                              -> 31 + 48 = 79 'O'
    // -16 = ...10000: rest -1, bit 4 set, done                              -> 16 + 48 = 64 '@'
    // -17 = ...01111: rest -1, but bit 4 is clear, more                     -> 15 + 32 + 48 = 95 '_', then -1 'O'
    [Theory]
    [InlineData(new[] { 3 }, "3")]
    [InlineData(new[] { 0, 12 }, "0<")]
    [InlineData(new[] { 16 }, "`0")]
    [InlineData(new[] { 15, 31, 32 }, "?o0P1")]
    [InlineData(new[] { 40, 1000 }, "X1Xo0")]
    [InlineData(new[] { 5, 20, 7, 19 }, "5d07O")]
    [InlineData(new[] { 5, 20, 7, 4, 7 }, "5d07@0")]
    [InlineData(new[] { 5, 20, 7, 3, 8 }, "5d07_O1")]
    public void Run_lengths_become_the_text_that_is_worked_by_hand(int[] runs, string expected) => Assert.Equal(expected, Text(runs));

    [Theory, MemberData(nameof(Sizes))]
    public void Runs_are_those_of_each_mask_alone(int width, int height)
    {
        foreach ((uint[] identity, LabelledObject[] objects) in Maps(width, height))
        {
            var runs = new InstanceRuns();
            // Twice: what is left of one picture must not be seen in the next.
            runs.Find(identity.Select(i => i ^ 0x100u).ToArray(), width, height, objects);
            runs.Find(identity, width, height, objects);

            for (int i = 0; i < objects.Length; i++)
            {
                bool[] mask = Mask(identity, objects[i]);
                Assert.Equal(PlainRuns(mask, width, height), runs.Of(i).ToArray());
                Assert.Equal(mask.Count(m => m), runs.Area(i));
                Assert.Equal(mask, Decode(Text(runs.Of(i).ToArray()), width, height));
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Filled_polygons_are_the_mask_by_either_rule(int width, int height)
    {
        foreach ((uint[] identity, LabelledObject[] objects) in Maps(width, height))
        {
            var outlines = new MaskOutlines();
            outlines.Find(identity, width, height, objects);
            for (int i = 0; i < objects.Length; i++)
            {
                bool[] mask = Mask(identity, objects[i]);
                foreach (bool single in new[] { false, true })
                {
                    IReadOnlyList<int[]> polygons = outlines.Of(i, single);
                    Assert.True(!single || polygons.Count <= 1);
                    // A polygon of four numbers would be a box to pycocotools.
                    Assert.All(polygons, p => Assert.True(p.Length >= 8 && p.Length % 2 == 0));
                    // Every line is level or upright, and has a length.
                    Assert.All(polygons, p => Assert.All(Enumerable.Range(0, p.Length / 2).Select(a => (A: 2 * a, B: ((2 * a) + 2) % p.Length)), e => Assert.True(p[e.A] == p[e.B] != (p[e.A + 1] == p[e.B + 1]))));
                    Assert.Equal(mask, Fill(polygons, width, height, winding => (winding & 1) != 0));
                    Assert.Equal(mask, Fill(polygons, width, height, winding => winding != 0));
                    Assert.Equal(mask, FillAsCoco(polygons, width, height));
                }
            }
        }
    }

    [Fact]
    public void Parts_have_a_polygon_each_and_a_hole_joins_them()
    {
        // Two squares of one object, a hole in neither; and a ring of another.
        var painter = new FramePainter(12, 6);
        painter.Paint(1, 26, (x, y) => y is 1 or 2 && x is 0 or 1 or 3 or 4);
        painter.Paint(2, 26, (x, y) => x is >= 7 and <= 9 && y is >= 2 and <= 4 && !(x == 8 && y == 3));
        LabelledFrame frame = painter.Build();
        var outlines = new MaskOutlines();
        outlines.Find(frame.Identity.Span, 12, 6, frame.Objects);

        Assert.Equal([[2, 1, 2, 3, 0, 3, 0, 1], [5, 1, 5, 3, 3, 3, 3, 1]], outlines.Of(0));
        Assert.Single(outlines.Of(0, single: true));
        Assert.Single(outlines.Of(1));
    }

    [Fact]
    public void Very_many_parts_are_joined_exactly_too()
    {
        // A chequerboard: 357 parts that touch at corners; and a net, the same number of holes in one part.
        var painter = new FramePainter(31, 46);
        painter.Paint(1, 26, (x, y) => y < 23 && (x + y) % 2 == 0);
        painter.Paint(2, 26, (x, y) => y >= 23 && (x % 2 == 0 || y % 2 == 1 || y == 45));
        LabelledFrame frame = painter.Build();
        var outlines = new MaskOutlines();
        outlines.Find(frame.Identity.Span, 31, 46, frame.Objects);
        for (int i = 0; i < 2; i++)
        {
            bool[] mask = Mask(frame.Identity.ToArray(), frame.Objects[i]);
            IReadOnlyList<int[]> polygons = outlines.Of(i, single: true);
            Assert.Single(polygons);
            Assert.All(Enumerable.Range(0, polygons[0].Length / 2 - 1), a => Assert.NotEqual(
                (polygons[0][2 * a], polygons[0][(2 * a) + 1]), (polygons[0][(2 * a) + 2], polygons[0][(2 * a) + 3])));
            Assert.Equal(mask, Fill(polygons, 31, 46, winding => winding != 0));
            Assert.Equal(mask, FillAsCoco(polygons, 31, 46));
        }
    }

    private static string Text(int[] runs)
    {
        var text = new ArrayBufferWriter<byte>();
        RunLengthText.Write(runs, text);
        return Encoding.ASCII.GetString(text.WrittenSpan);
    }

    private static IEnumerable<(uint[], LabelledObject[])> Maps(int width, int height)
    {
        yield return Of(FramePainter.Typical(0, width, height));
        yield return Of(FramePainter.Typical(6, width, height));
        var whole = new FramePainter(width, height);
        whole.Paint(8, 26, (_, _) => true);
        yield return Of(whole.Build());
        // Noise: every way in which pixels can meet, holes in holes, parts in holes.
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var noise = new FramePainter(width, height);
            for (uint id = 1; id < 5; id++)
                noise.Paint(id, 26, (_, _) => random.Next(4) < 2);
            yield return Of(noise.Build());
        }

        static (uint[], LabelledObject[]) Of(LabelledFrame frame) => (frame.Identity.ToArray(), frame.Objects.ToArray());
    }

    private static bool[] Mask(uint[] identity, LabelledObject o) => identity.Select(i => i >> 8 == o.InstanceId).ToArray();

    // Pixel by pixel, down the columns.
    private static int[] PlainRuns(bool[] mask, int width, int height)
    {
        var runs = new List<int> { 0 };
        bool inside = false;
        for (int i = 0; i < mask.Length; i++)
        {
            bool value = mask[(i % height * width) + (i / height)];
            if (value != inside)
                runs.Add(0);
            inside = value;
            runs[^1]++;
        }

        return runs.ToArray();
    }

    // The text back to a mask, written another way round than the encoder: by shifts of signed groups.
    private static bool[] Decode(string text, int width, int height)
    {
        var runs = new List<long>();
        for (int at = 0; at < text.Length;)
        {
            long value = 0;
            int shift = 0, c;
            do
            {
                c = text[at++] - 48;
                value += (long)(c & 31) << shift;
                shift += 5;
            }
            while (c >= 32);

            if (c >= 16)
                value -= 1L << shift;
            runs.Add(runs.Count > 2 ? value + runs[^2] : value);
        }

        var mask = new bool[width * height];
        int position = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            for (long n = 0; n < runs[i]; n++, position++)
                mask[(position % height * width) + (position / height)] = i % 2 == 1;
        }

        Assert.Equal(width * height, position);
        return mask;
    }

    // How often the outline runs around each pixel's middle, by the edges that a ray to the left crosses.
    private static bool[] Fill(IReadOnlyList<int[]> polygons, int width, int height, Func<int, bool> isInside)
    {
        var mask = new bool[width * height];
        foreach (int[] p in polygons)
        {
            for (int i = 0; i < mask.Length; i++)
            {
                double x = (i % width) + 0.5, y = (i / width) + 0.5;
                int winding = 0;
                for (int a = 0; a < p.Length; a += 2)
                {
                    int b = (a + 2) % p.Length;
                    (double ax, double ay, double bx, double by) = (p[a], p[a + 1], p[b], p[b + 1]);
                    if (ay > y == by > y)
                        continue;
                    if (ax + ((y - ay) / (by - ay) * (bx - ax)) < x)
                        winding += by > ay ? 1 : -1;
                }

                mask[i] |= isInside(winding);
            }
        }

        return mask;
    }

    // As rleFrPoly of COCO's maskApi: outlines on a grid five times as fine, walked point by point; down each column of pixels the mask changes
    // where a step sideways crosses the column's middle. Polygons of one object are united.
    private static bool[] FillAsCoco(IReadOnlyList<int[]> polygons, int width, int height)
    {
        const int Scale = 5;
        var united = new bool[width * height];
        foreach (int[] p in polygons)
        {
            var points = new List<(int X, int Y)>();
            for (int a = 0; a < p.Length; a += 2)
            {
                int b = (a + 2) % p.Length;
                int xs = (int)((Scale * p[a]) + .5), ys = (int)((Scale * p[a + 1]) + .5), xe = (int)((Scale * p[b]) + .5), ye = (int)((Scale * p[b + 1]) + .5);
                int dx = Math.Abs(xe - xs), dy = Math.Abs(ye - ys);
                bool flip = (dx >= dy && xs > xe) || (dx < dy && ys > ye);
                if (flip)
                    (xs, xe, ys, ye) = (xe, xs, ye, ys);
                double slope = dx >= dy ? (double)(ye - ys) / dx : (double)(xe - xs) / dy;
                for (int d = 0; d <= Math.Max(dx, dy); d++)
                {
                    int t = flip ? Math.Max(dx, dy) - d : d;
                    points.Add(dx >= dy ? (t + xs, (int)(ys + (slope * t) + .5)) : ((int)(xs + (slope * t) + .5), t + ys));
                }
            }

            var changes = new bool[(width * height) + 1];
            for (int i = 1; i < points.Count; i++)
            {
                if (points[i].X == points[i - 1].X)
                    continue;
                double x = ((Math.Min(points[i].X, points[i - 1].X) + .5) / Scale) - .5;
                if (Math.Floor(x) != x || x < 0 || x > width - 1)
                    continue;
                double y = ((Math.Min(points[i].Y, points[i - 1].Y) + .5) / Scale) - .5;
                changes[((int)x * height) + (int)Math.Ceiling(Math.Clamp(y, 0, height))] ^= true;
            }

            bool inside = false;
            for (int i = 0; i < width * height; i++)
            {
                inside ^= changes[i];
                united[(i % height * width) + (i / height)] |= inside;
            }
        }

        return united;
    }
}
