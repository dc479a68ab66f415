using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Vision;

namespace Fovea.Benchmarks;

/// <summary>How long it takes to make a network's input of a picture.</summary>
internal static class PreprocessingBenchmark
{
    public static Benchmark Benchmark { get; } = new(
        "preprocessing", "", "times texture to tensor: picture and input sizes, RGB and NV12, both layouts", args => args.Count == 0 ? Gl.On(Run) : null);

    private static void Run(GpuContext context)
    {
        foreach ((int width, int height) in new[] { (640, 480), (1920, 1080), (3840, 2160) })
        {
            foreach (int size in new[] { 128, 224, 416, 640 })
            {
                foreach (PixelEncoding encoding in new[] { PixelEncoding.Rgb, PixelEncoding.Nv12 })
                {
                    foreach (Layout layout in new[] { Layout.Packed, Layout.RowMajor })
                        Measure(context, width, height, size, encoding, layout);
                }
            }
        }
    }

    private static void Measure(GpuContext context, int width, int height, int size, PixelEncoding encoding, Layout layout)
    {
        bool rgb = encoding == PixelEncoding.Rgb;
        using GpuTexture first = Filled(context, width, height, rgb ? GpuTextureFormat.Rgba8 : GpuTextureFormat.R8);
        using GpuTexture? second = rgb ? null : Filled(context, width / 2, height / 2, GpuTextureFormat.Rg8);
        var picture = new PictureTexture(encoding, first) { Plane1 = second };
        var shape = new Shape(1, 3, size, size);
        using var buffer = new GpuBuffer(context, 4L * 4 * size * size, "tensor");
        var tensor = new GpuTensor(ElementType.Float, shape, layout, buffer.Whole);
        using var convert = new TextureToTensor(context, new ImageInput(ImageFit.Letterbox));
        Timings times = Timings.Of(context, 15, () => convert.Dispatch(picture, tensor));
        Timings busy = Timings.Busy(context, 15, () => convert.Dispatch(picture, tensor));
        Console.WriteLine($"{width,4} x {height,4} {encoding,-4} to {size} x {size} {layout,-8}: {times}, busy {busy.Median:F3}");
    }

    private static GpuTexture Filled(GpuContext context, int width, int height, GpuTextureFormat format)
    {
        var texture = new GpuTexture(context, width, height, format, "picture");
        var pixels = new byte[texture.Size];
        new Random(1).NextBytes(pixels);
        texture.Upload<byte>(pixels);
        return texture;
    }
}
