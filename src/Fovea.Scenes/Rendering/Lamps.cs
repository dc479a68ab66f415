using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Gpu;

namespace Fovea.Scenes.Rendering;

/// <summary>The lights of a frame that reach anything in the picture: the nearest of them, and for each part of what is seen which may reach it.</summary>
/// <remarks>
/// Parts are those of the picture, cut in depth where it doubles (Olsson, Billeter and Assarsson, "Clustered deferred and forward shading",
/// 2012): of all lamps along a street few reach a pixel, and what each costs there is most of what a night costs.
/// </remarks>
internal sealed class Lamps : IDisposable
{
    // White paper a metre from a lamp of intensity 100 is as bright as in the noon sun, which is about 1.
    private const float PaperPerIntensity = 0.01f;

    private readonly ConstantRing<LampConstants> _ring;
    private readonly float[] _distances = new float[LampConstants.Most];
    private readonly int[] _numbers = new int[LampConstants.Most];
    private LampConstants _block;

    public Lamps(GpuContext context) => _ring = new ConstantRing<LampConstants>(context, "scene lamps");

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the lights of a frame and writes them to the GPU.</summary>
    public void Update(List<PointLight> lights, in FrameView view)
    {
        Count = 0;
        for (int i = 0; i < lights.Count; i++)
        {
            if (lights[i].Intensity > 0 && lights[i].Range > 0 && Reach(lights[i], view) is { } reach && Rectangle(reach, view, reach.Near, reach.Far) is { Z: > 0, W: > 0 })
                Insert(i, Vector3.DistanceSquared(lights[i].Position, view.Position));
        }

        if (Count == 0)
            return;
        ((Span<uint>)_block.Tiles).Clear();
        for (int i = 0; i < Count; i++)
            Write(i, lights[_numbers[i]], view);
        _ring.Upload(_block);
    }

    /// <summary>Binds them. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Bind(uint index) => _ring.Bind(index);

    /// <summary>Deletes the buffers.</summary>
    public void Dispose() => _ring.Dispose();

    private void Insert(int number, float distance)
    {
        if (Count == LampConstants.Most && distance >= _distances[Count - 1])
            return;
        int at = Count < LampConstants.Most ? Count++ : Count - 1;
        for (; at > 0 && _distances[at - 1] > distance; at--)
            (_distances[at], _numbers[at]) = (_distances[at - 1], _numbers[at - 1]);
        (_distances[at], _numbers[at]) = (distance, number);
    }

    private void Write(int i, in PointLight light, in FrameView view)
    {
        _block.Place[i] = new Vector4(light.Position - view.Position, 1 / (light.Range * light.Range));
        Vector3 color = new(Decode(light.Color.X), Decode(light.Color.Y), Decode(light.Color.Z));
        _block.Color[i] = new Vector4(color * (light.Intensity * PaperPerIntensity), 0);
        Vector3 direction = light.Direction.LengthSquared() > 0 ? Vector3.Normalize(light.Direction) : -Vector3.UnitY;
        _block.Cone[i] = new Vector4(direction, light.ConeCosine);
        Sphere reach = Reach(light, view)!.Value;
        for (int slice = 0; slice < LampConstants.Slices; slice++)
        {
            // Slice s reaches from 2^s to 2^(s+1) metres; a thousandth more, since the shader's logarithm is its own.
            float from = slice == 0 ? 0 : MathF.Pow(2, slice) * 0.999f, to = slice == LampConstants.Slices - 1 ? view.Far : MathF.Pow(2, slice + 1) * 1.001f;
            float near = MathF.Max(reach.Near, from), far = MathF.Min(reach.Far, to);
            if (near < far)
                Write(i, slice, Rectangle(reach, view, near, far));
        }
    }

    private void Write(int i, int slice, Vector4 box)
    {
        if (!(box.Z > 0 && box.W > 0))
            return;
        int left = (int)(box.X * LampConstants.TilesX), right = Math.Min((int)((box.X + box.Z) * LampConstants.TilesX), LampConstants.TilesX - 1);
        int top = (int)(box.Y * LampConstants.TilesY), bottom = Math.Min((int)((box.Y + box.W) * LampConstants.TilesY), LampConstants.TilesY - 1);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
                _block.Tiles[(((slice * LampConstants.TilesY) + y) * LampConstants.TilesX) + x] |= 1u << i;
        }
    }

    // A sphere around what it may light; null where nothing of that is seen.
    private static Sphere? Reach(in PointLight light, in FrameView view)
    {
        Vector3 middle = light.Position - view.Position;
        float radius = light.Range;

        // A cone of up to 90 degrees from side to side fits into a sphere through its tip and its rim; its edge is a little soft.
        float cosine = light.ConeCosine - 0.02f;
        if (cosine > 0.7072f && light.Direction.LengthSquared() > 0)
        {
            radius = light.Range / (2 * cosine);
            middle += Vector3.Normalize(light.Direction) * radius;
        }

        float depth = Vector3.Dot(middle, view.Forward), near = MathF.Max(depth - radius, view.Near), far = MathF.Min(depth + radius, view.Far);
        return near < far ? new Sphere(middle, radius, near, far) : null;
    }

    // The part of the picture, 0..1, that a sphere may cover between two depths: left, top, width, height; without area where that is none.
    private static Vector4 Rectangle(in Sphere sphere, in FrameView view, float near, float far)
    {
        near = MathF.Max(near, view.Near);
        (float left, float right) = Span(Vector3.Dot(sphere.Middle, view.Right), sphere.Radius, near, far);
        (float top, float bottom) = Span(-Vector3.Dot(sphere.Middle, view.Up), sphere.Radius, near, far);
        float x0 = Math.Clamp(((left * view.Focal) + view.Center.X) / view.Width, 0, 1), x1 = Math.Clamp(((right * view.Focal) + view.Center.X) / view.Width, 0, 1);
        float y0 = Math.Clamp(((top * view.Focal) + view.Center.Y) / view.Height, 0, 1), y1 = Math.Clamp(((bottom * view.Focal) + view.Center.Y) / view.Height, 0, 1);
        return new Vector4(x0, y0, x1 - x0, y1 - y0);
    }

    private static (float Low, float High) Span(float at, float range, float near, float far)
    {
        float low = at - range, high = at + range;
        return (low / (low < 0 ? near : far), high / (high > 0 ? near : far));
    }

    /// <summary>Around what a lamp may light: relative to the camera, and its depths, metres.</summary>
    private readonly record struct Sphere(Vector3 Middle, float Radius, float Near, float Far);

    private static float Decode(float c) => c <= 0.04045f ? c / 12.92f : MathF.Pow((c + 0.055f) / 1.055f, 2.4f);
}
