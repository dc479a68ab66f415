using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Labels;

/// <summary>A picture and everything that is known of it. All maps have the picture's size and rows from the top.</summary>
/// <remarks>
/// One that a <see cref="LabelReadback"/> gives lends its memory: dispose it on any thread once it is written, and read nothing of it after
/// that. Its normals and objects are made when they are first asked for, so that they cost the thread that writes them.
/// </remarks>
public sealed class LabelledFrame : IDisposable
{
    private readonly LabelledFramePool? _pool;
    private readonly LabelMemory? _memory;
    private long _index;
    private int _width;
    private int _height;
    private TimeSpan _time;
    private CameraView _camera;
    private ReadOnlyMemory<byte> _color;
    private ReadOnlyMemory<uint> _identity;
    private ReadOnlyMemory<float> _depth;
    private ReadOnlyMemory<Vector3>? _normals;
    private ReadOnlyMemory<Vector2> _flow;
    private ReadOnlyMemory<int> _classPixels;
    private IReadOnlyList<LabelledObject>? _objects;
    private bool _lent;

    /// <summary>A frame whose memory is its own.</summary>
    public LabelledFrame()
    {
    }

    [SetsRequiredMembers]
    internal LabelledFrame(LabelledFramePool pool)
    {
        _pool = pool;
        _memory = new LabelMemory();
        Objects = null!; // made when they are asked for
    }

    /// <summary>The number of the frame.</summary>
    public required long Index
    {
        get => _index;
        init => _index = value;
    }

    /// <summary>Pixels.</summary>
    public required int Width
    {
        get => _width;
        init => _width = value;
    }

    /// <summary>Pixels.</summary>
    public required int Height
    {
        get => _height;
        init => _height = value;
    }

    /// <summary>The world's time when it was taken.</summary>
    public TimeSpan Time
    {
        get => _time;
        init => _time = value;
    }

    /// <summary>The camera.</summary>
    public required CameraView Camera
    {
        get => _camera;
        init => _camera = value;
    }

    /// <summary>The picture: red, green, blue, alpha (255) bytes, sRGB-encoded. Empty where it was not asked for.</summary>
    public required ReadOnlyMemory<byte> Color
    {
        get => _color;
        init => _color = value;
    }

    /// <summary>
    /// For each pixel its class in the lowest 8 bits and its object's number in the other 24; see <see cref="ClassOf"/>. Empty where it was
    /// not asked for.
    /// </summary>
    public required ReadOnlyMemory<uint> Identity
    {
        get => _identity;
        init => _identity = value;
    }

    /// <summary>Metres from the camera's plane (along its axis, not the ray); infinite for the sky. Empty where it was not asked for.</summary>
    public ReadOnlyMemory<float> Depth
    {
        get => _depth;
        init => _depth = value;
    }

    /// <summary>Normals in the world, of length 1; zero for the sky. Empty where they were not asked for.</summary>
    public ReadOnlyMemory<Vector3> Normals
    {
        get => _normals ??= _memory?.DecodeNormals(_width * _height) ?? default;
        init => _normals = value;
    }

    /// <summary>How many pixels to the right and down the point goes in the next step. Empty where it was not asked for.</summary>
    public ReadOnlyMemory<Vector2> Flow
    {
        get => _flow;
        init => _flow = value;
    }

    /// <summary>How many pixels each of 256 classes has; that of class 0 are those without one. Empty where objects were not asked for.</summary>
    public ReadOnlyMemory<int> ClassPixels
    {
        get => _classPixels;
        init => _classPixels = value;
    }

    /// <summary>The objects in the picture, by growing number; those of which nothing would be seen even unhidden are left out.</summary>
    public required IReadOnlyList<LabelledObject> Objects
    {
        get => _objects ??= _memory?.DecodeObjects() ?? Array.Empty<LabelledObject>();
        init => _objects = value;
    }

    /// <summary>The class of a value of <see cref="Identity"/>; 0 for none.</summary>
    public static byte ClassOf(uint identity) => (byte)identity;

    /// <summary>The object of a value of <see cref="Identity"/>; 0 for none.</summary>
    public static uint InstanceOf(uint identity) => identity >> 8;

    /// <summary>Gives its memory back, where that was lent.</summary>
    public void Dispose() => _pool?.TryTakeBack(this, ref _lent);

    /// <summary>Takes over what came from the GPU.</summary>
    internal void Fill(ref LabelToken token, ReadOnlySpan<byte> data)
    {
        (_index, _time, _camera) = (token.Index, token.Time, token.Camera);
        (_width, _height) = (token.Layout.Width, token.Layout.Height);
        LabelMemory memory = _memory!;
        memory.Fill(ref token, data);
        (_color, _identity, _depth, _flow, _classPixels) = (memory.Color, memory.Identity, memory.Depth, memory.Flow, memory.ClassPixels);
        (_normals, _objects) = (null, null);
        _lent = true;
    }
}
