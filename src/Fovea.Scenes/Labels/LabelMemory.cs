using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fovea.Scenes.Labels;

/// <summary>The arrays of a frame that lends them, and what makes labels of the GPU's words.</summary>
internal sealed class LabelMemory
{
    private const uint NoNormal = 0x80008000;

    private readonly int[] _classPixels = new int[MeasureLayout.ClassCount];
    private byte[] _color = Array.Empty<byte>();
    private uint[] _identity = Array.Empty<uint>();
    private float[] _depth = Array.Empty<float>();
    private uint[] _packedNormals = Array.Empty<uint>();
    private Vector3[] _normals = Array.Empty<Vector3>();
    private Vector2[] _flow = Array.Empty<Vector2>();
    private uint[] _measures = Array.Empty<uint>();
    private LabelSheet _sheet = new();
    private LabelTransfer _layout;

    public ReadOnlyMemory<byte> Color => Of(_color, LabelParts.Color, 4);

    public ReadOnlyMemory<uint> Identity => Of(_identity, LabelParts.Identity);

    public ReadOnlyMemory<float> Depth => Of(_depth, LabelParts.Depth);

    public ReadOnlyMemory<Vector2> Flow => Of(_flow, LabelParts.Flow);

    public ReadOnlyMemory<int> ClassPixels => _layout.Has(LabelParts.Objects) ? _classPixels : default;

    /// <summary>Copies what came from the GPU, and changes sheets with the token. Nothing is decoded here.</summary>
    public void Fill(ref LabelToken token, ReadOnlySpan<byte> data)
    {
        _layout = token.Layout;
        Copy(data, _layout.Color, LabelParts.Color, ref _color, 4 * _layout.Pixels);
        Copy(data, _layout.Identity, LabelParts.Identity, ref _identity, _layout.Pixels);
        Copy(data, _layout.Depth, LabelParts.Depth, ref _depth, _layout.Pixels);
        Copy(data, _layout.Normals, LabelParts.Normals, ref _packedNormals, _layout.Pixels);
        Copy(data, _layout.Flow, LabelParts.Flow, ref _flow, _layout.Pixels);
        Copy(data, _layout.Measures, LabelParts.Objects, ref _measures, _layout.MeasureBytes / 4);
        if (!_layout.Has(LabelParts.Objects))
            return;
        MemoryMarshal.Cast<uint, int>(_measures.AsSpan()).Slice(MeasureLayout.Classes, MeasureLayout.ClassCount).CopyTo(_classPixels);
        (_sheet, token.Sheet) = (token.Sheet!, _sheet);
    }

    /// <summary>The normals as vectors.</summary>
    public ReadOnlyMemory<Vector3> DecodeNormals(int count)
    {
        if (!_layout.Has(LabelParts.Normals))
            return default;
        if (_normals.Length < count)
            _normals = new Vector3[count];
        for (int i = 0; i < count; i++)
            _normals[i] = Octahedral(_packedNormals[i]);
        return _normals.AsMemory(0, count);
    }

    /// <summary>The labelled objects of which something would be seen if nothing hid them.</summary>
    public IReadOnlyList<LabelledObject> DecodeObjects()
    {
        if (!_layout.Has(LabelParts.Objects))
            return Array.Empty<LabelledObject>();
        Span<InstanceLabel> labels = _sheet.Instances;
        var objects = new List<LabelledObject>(labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<uint> record = _measures.AsSpan(MeasureLayout.Records + (MeasureLayout.RecordWords * i), MeasureLayout.RecordWords);
            if (record[MeasureLayout.UnhiddenPixels] > 0 || record[MeasureLayout.VisiblePixels] > 0)
                objects.Add(Decode(labels[i], record));
        }

        return objects;
    }

    private static Vector3 Octahedral(uint packed)
    {
        if (packed == NoNormal)
            return default;

        // As unpackSnorm2x16, then the fold of Cigolle et al. 2014, "A survey of efficient representations for independent unit vectors".
        float x = Math.Max((short)packed / 32767f, -1), y = Math.Max((short)(packed >> 16) / 32767f, -1);
        float z = 1 - Math.Abs(x) - Math.Abs(y);
        if (z < 0)
            (x, y) = ((1 - Math.Abs(y)) * (x < 0 ? -1 : 1), (1 - Math.Abs(x)) * (y < 0 ? -1 : 1));
        return Vector3.Normalize(new Vector3(x, y, z));
    }

    private static PixelBox BoxOf(ReadOnlySpan<uint> record)
    {
        if (record[MeasureLayout.VisiblePixels] == 0)
            return default;
        (uint left, uint top) = (record[MeasureLayout.Box], record[MeasureLayout.Box + 1]);
        return new PixelBox(left, top, record[MeasureLayout.Box + 2] + 1 - left, record[MeasureLayout.Box + 3] + 1 - top);
    }

    private LabelledObject Decode(in InstanceLabel label, ReadOnlySpan<uint> record) => new()
    {
        InstanceId = label.Id,
        ClassId = label.ClassId,
        Name = label.Name,
        Box = BoxOf(record),
        AmodalBox = label.AmodalBox,
        VisiblePixels = (int)record[MeasureLayout.VisiblePixels],
        UnhiddenPixels = (int)record[MeasureLayout.UnhiddenPixels],
        Truncation = label.Truncation,
        Box3D = label.Box3D,
        Keypoints = KeypointsOf(label),
    };

    private LabelledKeypoint[] KeypointsOf(in InstanceLabel label)
    {
        if (label.KeypointCount == 0)
            return Array.Empty<LabelledKeypoint>();
        var points = new LabelledKeypoint[label.KeypointCount];
        int first = MeasureLayout.Words(_sheet.Count, label.FirstKeypoint);
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = _sheet.Keypoints[label.FirstKeypoint + i];
            if (points[i].Visibility > 0 && _measures[first + i] != 0)
                points[i] = points[i] with { Visibility = 2 };
        }

        return points;
    }

    private ReadOnlyMemory<T> Of<T>(T[] array, LabelParts part, int perPixel = 1) =>
        _layout.Has(part) ? array.AsMemory(0, perPixel * _layout.Pixels) : default;

    private void Copy<T>(ReadOnlySpan<byte> data, long at, LabelParts part, ref T[] array, int count)
        where T : unmanaged
    {
        if (!_layout.Has(part))
            return;
        if (array.Length < count)
            array = new T[count];
        MemoryMarshal.Cast<byte, T>(data[(int)at..])[..count].CopyTo(array);
    }
}
