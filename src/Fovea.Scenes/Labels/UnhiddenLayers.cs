using System;
using System.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Labels;

/// <summary>
/// Distributes objects over layers, each a picture of its own, so that those in one layer have nothing of the picture in common and can be
/// counted apart. An object stays at its place in the picture: moved, its corners would be rounded otherwise and other pixels be covered.
/// </summary>
internal sealed class UnhiddenLayers
{
    private Place[] _places = new Place[64];
    private float[] _sizes = new float[64];
    private int[] _order = new int[64];
    private bool[] _taken = new bool[64];
    private int _count;

    /// <summary>How many layers there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where each object is.</summary>
    public ReadOnlySpan<Place> Places => _places.AsSpan(0, _count);

    /// <summary>Distributes a frame's objects.</summary>
    public void Arrange(ReadOnlySpan<InstanceLabel> labels, in FrameView view)
    {
        _count = labels.Length;
        Count = 0;
        if (_places.Length < _count)
        {
            int size = (int)BitOperations.RoundUpToPowerOf2((uint)_count);
            (_places, _sizes, _order, _taken) = (new Place[size], new float[size], new int[size], new bool[size]);
        }

        for (int i = 0; i < _count; i++)
        {
            _places[i] = BoxOf(labels[i].Reach, view);
            (_order[i], _sizes[i]) = (i, -(float)_places[i].Width * _places[i].Height);
        }

        // The largest first leaves fewer layers.
        Array.Sort(_sizes, _order, 0, _count);
        for (int i = 0; i < _count; i++)
        {
            ref Place place = ref _places[_order[i]];
            if (place.IsEmpty)
                continue;
            place.Layer = FirstFree(place, _order.AsSpan(0, i));
            Count = Math.Max(Count, place.Layer + 1);
        }
    }

    // The pixels that the rasterizer may touch; one more on each side is for rounding.
    private static Place BoxOf(in PictureExtent reach, in FrameView view)
    {
        if (reach.IsEmpty)
            return default;
        return new Place
        {
            Left = Pixel((reach.Left * view.Focal) + view.Center.X - 1, view.Width),
            Top = Pixel((reach.Top * view.Focal) + view.Center.Y - 1, view.Height),
            Right = Pixel((reach.Right * view.Focal) + view.Center.X + 2, view.Width),
            Bottom = Pixel((reach.Bottom * view.Focal) + view.Center.Y + 2, view.Height),
        };
    }

    private static int Pixel(float at, int size) => (int)Math.Clamp(MathF.Floor(at), 0, size);

    private int FirstFree(in Place place, ReadOnlySpan<int> before)
    {
        Array.Clear(_taken, 0, Count);
        foreach (int other in before)
        {
            if (place.Touches(_places[other]))
                _taken[_places[other].Layer] = true;
        }

        int layer = 0;
        while (layer < Count && _taken[layer])
            layer++;
        return layer;
    }

    /// <summary>An object's box in the picture that is drawn, and its layer.</summary>
    public struct Place
    {
        public int Left, Top, Right, Bottom, Layer;

        public readonly int Width => Right - Left;

        public readonly int Height => Bottom - Top;

        public readonly bool IsEmpty => Right <= Left || Bottom <= Top;

        public readonly bool Touches(in Place other) =>
            !other.IsEmpty && Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
