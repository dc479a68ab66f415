using System;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class LabelPlacesTests
{
    private const int Width = 400, Height = 300;

    private static readonly DetectionLayout Layout = new(100, 0);
    private static readonly string[] Names = Enumerable.Range(0, 40).Select(i => new string('x', 1 + (i % 7))).ToArray();

    // A line of text is 23 * 0.75 = 17 pixels of 15 units; a name of one letter, a blank and "0.90" are six letters of 8 and twice 4.
    private const float TagWidth = 56 * 17 / 15f, TagHeight = 17;

    public static TheoryData<GlApi, bool> Ways => new()
    {
        { GlApi.OpenGL, true }, { GlApi.OpenGL, false }, { GlApi.OpenGLES, true }, { GlApi.OpenGLES, false },
    };

    [SkippableTheory, MemberData(nameof(Ways))]
    public void A_label_is_within_the_picture_wherever_its_box_is(GlApi api, bool compute) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = compute });
        using var canvas = new TestCanvas(context, Width, Height);

        // The picture has bars on all sides, and boxes reach over its borders.
        canvas.Target = new OverlayTarget(Width, Height, new Box(30, 20, 340, 260), 340, 260) { TopLeftOrigin = true };
        foreach (float x in new[] { -40f, 0, 130, 330 })
        {
            foreach (float y in new[] { -30f, 0, 10, 120, 255 })
            {
                (int left, int top, int right, int bottom) = Tag(context, canvas, new Box(x, y, 60, 50));
                Assert.True(left >= 30 && right < 370 && top >= 20 && bottom < 280, $"A box at {x}, {y} has its label at {left}, {top} to {right}, {bottom}.");
                Assert.Equal(TagWidth, right - left + 1, 1f);
                Assert.Equal(TagHeight, bottom - top + 1, 1f);
            }
        }

        // Above the box where there is room: half the line's width of 2.5 * 0.75 away from it.
        (int alone, int above, _, _) = Tag(context, canvas, new Box(130, 120, 60, 50));
        Assert.Equal((159, 140 - 1 - 17), (alone, above));
    });

    [SkippableTheory, MemberData(nameof(Ways))]
    public void A_label_gives_way_to_those_of_better_detections(GlApi api, bool compute) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true, AllowCompute = compute });
        OverlayTarget target = OverlayTarget.Letterbox(Width, Height, Width, Height);

        // Seven things at almost the same place: six sides of a box have room for labels, so the seventh covers the first.
        var result = new DetectionResult(Layout, Names);
        for (int i = 0; i < 7; i++)
            result.Add(new Box(100 + i, 100 + i, 160, 80), 0.9f, 7 * i);
        float[] at = Places(context, result, target, compute);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool apart = Math.Abs(at[2 * i] - at[2 * j]) >= TagWidth - 0.01f || Math.Abs(at[(2 * i) + 1] - at[(2 * j) + 1]) >= TagHeight;
                Assert.True(apart, $"Label {i} at {at[2 * i]}, {at[(2 * i) + 1]} covers label {j} at {at[2 * j]}, {at[(2 * j) + 1]}.");
            }
        }

        Assert.Equal((6, 6), (at[12] - at[0], at[13] - at[1]));
        Assert.Equal(82, at[1]); // above the box, 17 high and a pixel off
        Assert.Equal(at[1] + 19 + 1, at[3]); // inside the second one's box
    });

    [SkippableTheory, MemberData(nameof(Ways))]
    public void The_GPU_finds_the_places_that_the_plain_form_finds(GlApi api, bool topLeft) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        var random = new Random(5);
        foreach (int count in new[] { 1, 33, 100 })
        {
            var result = new DetectionResult(Layout, Names);
            for (int i = 0; i < count; i++)
                result.Add(new Box((40 * random.Next(10)) - 20, (30 * random.Next(10)) - 10, 20 + (10 * random.Next(10)), 60), 0.9f, random.Next(44));
            OverlayTarget target = OverlayTarget.Letterbox(Width, Height, 300, 300) with { TopLeftOrigin = topLeft };
            Assert.Equal(Places(context, result, target, compute: false), Places(context, result, target, compute: true));
        }
    });

    private static float[] Places(GpuContext context, DetectionResult result, OverlayTarget target, bool compute)
    {
        var bytes = new byte[Layout.Bytes];
        result.Write(bytes);
        using GpuBuffer buffer = GpuBuffer.Of<byte>(context, bytes, "detections");
        using GpuTexture names = OverlayFont.CreateNames(context, Names);
        using var places = new LabelPlaces(context, Names, Layout.MaxDetections);
        if (!compute)
        {
            places.Place(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(64, 32 * result.Count)), numbered: false, target, new OverlayStyle());
        }
        else
        {
            using (context.Enter())
                places.Place(buffer, names, target, new OverlayStyle());
        }

        return places.Buffer.Read<float>(2 * result.Count);
    }

    // The rectangle of a box's label: what is different without it.
    private static (int Left, int Top, int Right, int Bottom) Tag(GpuContext context, TestCanvas canvas, Box box)
    {
        var result = new DetectionResult(Layout, Names);
        result.Add(box, 0.9f, 0);
        var bytes = new byte[Layout.Bytes];
        result.Write(bytes);
        using GpuBuffer buffer = GpuBuffer.Of<byte>(context, bytes, "detections");
        SrgbColor[] Draw(bool labels)
        {
            using var overlay = new DetectionOverlay(context, Layout, Names, new OverlayStyle { Labels = labels });
            canvas.Draw(target =>
            {
                if (context.Info.HasCompute)
                    overlay.Draw(buffer, target);
                else
                    overlay.Draw(result, target);
            });
            return Enumerable.Range(0, Width * Height).Select(i => canvas[i % Width, i / Width]).ToArray();
        }

        SrgbColor[] with = Draw(true), without = Draw(false);
        int[] tag = Enumerable.Range(0, Width * Height).Where(i => with[i] != without[i]).ToArray();
        return (tag.Min(i => i % Width), tag.Min(i => i / Width), tag.Max(i => i % Width), tag.Max(i => i / Width));
    }
}
