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
    public void Arrange(ReadOnlySpan<InstanceLabel> labels, in CameraProjection camera, in FrameView view)
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
            _places[i] = PlaceOf(labels[i], camera, view);
            (_order[i], _sizes[i]) = (i, -_places[i].Drawn.Size);
        }

        // The largest first leaves fewer layers.
        Array.Sort(_sizes, _order, 0, _count);
        for (int i = 0; i < _count; i++)
        {
            ref Place place = ref _places[_order[i]];
            if (place.Drawn.IsEmpty)
                continue;
            place.Layer = FirstFree(place.Drawn, _order.AsSpan(0, i));
            Count = Math.Max(Count, place.Layer + 1);
        }
    }

    private static Place PlaceOf(in InstanceLabel label, in CameraProjection camera, in FrameView view)
    {
        // The pixels that the rasterizer may touch; one more on each side is for rounding.
        PictureExtent reach = label.Reach;
        var inner = new PictureExtent
        {
            Left = (reach.Left * view.Focal) + view.Center.X,
            Top = (reach.Top * view.Focal) + view.Center.Y,
            Right = (reach.Right * view.Focal) + view.Center.X,
            Bottom = (reach.Bottom * view.Focal) + view.Center.Y,
        };
        PixelArea drawn = PixelArea.Around(inner, 1, view.Width, view.Height);
        if (view.IsDirect || drawn.IsEmpty)
            return new Place { Drawn = drawn, Counted = drawn };

        // An inner pixel may be several outer ones. Where the lens's formula turns round within the picture, the place of the turn is all over.
        float corner = new Vector2(view.OuterWidth, view.OuterHeight).Length() / (2 * view.OuterFocal);
        bool turns = !camera.Lens.IsNone && corner > camera.FoldedRadius;
        PixelArea counted = turns
            ? new PixelArea(0, 0, view.OuterWidth, view.OuterHeight)
            : PixelArea.Around(label.Extent, 3 + (4 / view.Scale), view.OuterWidth, view.OuterHeight);
        return new Place { Drawn = drawn, Counted = counted };
    }

    private int FirstFree(in PixelArea area, ReadOnlySpan<int> before)
    {
        Array.Clear(_taken, 0, Count);
        foreach (int other in before)
        {
            if (area.Touches(_places[other].Drawn))
                _taken[_places[other].Layer] = true;
        }

        int layer = 0;
        while (layer < Count && _taken[layer])
            layer++;
        return layer;
    }

    /// <summary>Where an object is.</summary>
    public struct Place
    {
        /// <summary>The pixels of the inner picture that it may cover.</summary>
        public PixelArea Drawn;

        /// <summary>The pixels of the outer picture in which it may be.</summary>
        public PixelArea Counted;

        /// <summary>The layer in which it is drawn.</summary>
        public int Layer;
    }
}
