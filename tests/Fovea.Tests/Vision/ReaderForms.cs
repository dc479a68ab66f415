using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Vision;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Vision;

/// <summary>Both forms of a task's reader on the same outputs.</summary>
internal static class ReaderForms
{
    /// <summary>A network with one output.</summary>
    public static VisionSetup Setup(Shape output, Shape? input = null, ElementType type = ElementType.Float) => new(
        new Dictionary<string, Shape> { ["y"] = output },
        new Dictionary<string, ElementType> { ["y"] = type },
        input ?? new Shape(1, 3, 16, 24));

    /// <summary>The frame of a picture of that size that is stretched over the network's input.</summary>
    public static VisionFrame Frame(int width, int height, double seconds = 0) =>
        new(new FrameStamp(7, TimeSpan.FromSeconds(seconds)), ImageMapping.Stretch(width, height), width, height);

    /// <summary>What the plain form reads.</summary>
    public static T Plain<T>(VisionReader<T> reader, float[] output, VisionFrame frame)
        where T : VisionResult
    {
        T result = reader.CreateResult();
        reader.Read([output], frame, result);
        return result;
    }

    /// <summary>What the GPU form reads, one result for each frame.</summary>
    public static T OnGpu<T>(GpuContext context, VisionReader<T> reader, VisionPass pass, Array output, Shape shape, ElementType type, VisionFrame frame)
        where T : VisionResult
    {
        using var buffer = new GpuBuffer(context, Math.Max(16, 4L * output.Length), "output", BufferUsageARB.DynamicCopy);
        if (output is int[] whole)
            buffer.Upload<int>(whole);
        else
            buffer.Upload<float>((float[])output);
        var tensor = new GpuTensor(type, shape, Layout.RowMajor, buffer.Slice(0, 4L * output.Length));
        using (context.Enter())
            pass.Run([tensor], frame);
        byte[] bytes = context.ReadBytes(pass.Results);
        T result = reader.CreateResult();
        result.Read(bytes, frame.Stamp);
        return result;
    }

    /// <summary>Waits for a range of a buffer.</summary>
    public static byte[] ReadBytes(this GpuContext context, BufferRange range)
    {
        using var readback = new Readback<int>(context, (int)range.Size, "test", slots: 1);
        Assert.True(readback.TryEnqueue(range, 0));
        byte[] bytes = new byte[range.Size];
        while (!readback.TryDequeue(bytes, out _, out _))
            context.Update();
        return bytes;
    }

    /// <summary>Numbers of a normal distribution, the same for the same seed.</summary>
    public static float[] Random(int count, int seed, float deviation = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => deviation * (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))).ToArray();
    }
}
