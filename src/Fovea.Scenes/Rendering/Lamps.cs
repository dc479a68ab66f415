using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Gpu;

namespace Fovea.Scenes.Rendering;

/// <summary>The lights of a frame that reach anything in the picture: the nearest of them, and for each part of the picture which may reach it.</summary>
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
            if (lights[i].Intensity > 0 && lights[i].Range > 0 && Rectangle(lights[i], view) is { Z: > 0, W: > 0 })
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
        Vector4 box = Rectangle(light, view);
        int left = (int)(box.X * LampConstants.TilesX), right = Math.Min((int)((box.X + box.Z) * LampConstants.TilesX), LampConstants.TilesX - 1);
        int top = (int)(box.Y * LampConstants.TilesY), bottom = Math.Min((int)((box.Y + box.W) * LampConstants.TilesY), LampConstants.TilesY - 1);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
                _block.Tiles[(y * LampConstants.TilesX) + x] |= 1u << i;
        }
    }

    // The part of the picture, 0..1, that its sphere may cover: left, top, width, height; without area where that is none.
    private static Vector4 Rectangle(in PointLight light, in FrameView view)
    {
        Vector3 p = light.Position - view.Position;
        float depth = Vector3.Dot(p, view.Forward), near = depth - light.Range, far = depth + light.Range;
        if (far <= view.Near || near >= view.Far)
            return Vector4.Zero;
        if (near <= view.Near)
            return new Vector4(0, 0, 1, 1);
        (float left, float right) = Span(Vector3.Dot(p, view.Right), light.Range, near, far);
        (float top, float bottom) = Span(-Vector3.Dot(p, view.Up), light.Range, near, far);
        float x0 = Math.Clamp(((left * view.Focal) + view.Center.X) / view.Width, 0, 1), x1 = Math.Clamp(((right * view.Focal) + view.Center.X) / view.Width, 0, 1);
        float y0 = Math.Clamp(((top * view.Focal) + view.Center.Y) / view.Height, 0, 1), y1 = Math.Clamp(((bottom * view.Focal) + view.Center.Y) / view.Height, 0, 1);
        return new Vector4(x0, y0, x1 - x0, y1 - y0);
    }

    private static (float Low, float High) Span(float at, float range, float near, float far)
    {
        float low = at - range, high = at + range;
        return (low / (low < 0 ? near : far), high / (high > 0 ? near : far));
    }

    private static float Decode(float c) => c <= 0.04045f ? c / 12.92f : MathF.Pow((c + 0.055f) / 1.055f, 2.4f);
}
