using System;
using System.Buffers.Binary;
using System.Linq;

namespace Fovea.Scenes.Gltf;

/// <summary>Numbers in a glTF file's buffers. Nothing is allocated before it is known to be there.</summary>
internal sealed class GltfAccessors
{
    private const int Byte = 5120, UnsignedByte = 5121, Short = 5122, UnsignedShort = 5123, UnsignedInt = 5125, Float = 5126;

    // What an accessor without data may hold: it is all zeros but for its sparse entries, so no buffer bounds it.
    private const int MostWithoutData = 1 << 20;

    private readonly GltfContainer _container;
    private readonly GltfValue[] _buffers, _views, _accessors;
    private readonly ReadOnlyMemory<byte>?[] _loaded;

    public GltfAccessors(GltfContainer container)
    {
        _container = container;
        _buffers = container.Root.Items("buffers");
        _views = container.Root.Items("bufferViews");
        _accessors = container.Root.Items("accessors");
        _loaded = new ReadOnlyMemory<byte>?[_buffers.Length];
    }

    public int Count => _accessors.Length;

    public int Views => _views.Length;

    /// <summary>The bytes of a buffer view.</summary>
    public ReadOnlyMemory<byte> View(int index)
    {
        GltfValue view = _views[index];
        int buffer = view.Need("buffer").AsIndex(_buffers.Length, "buffers");
        ReadOnlyMemory<byte> bytes = Buffer(buffer);
        long offset = view.Whole("byteOffset", int.MaxValue, 0), length = view.Whole("byteLength", int.MaxValue);
        return offset + length <= bytes.Length
            ? bytes.Slice((int)offset, (int)length)
            : throw view.Error($"it reaches to byte {offset + length} of buffers[{buffer}], which has {bytes.Length}. The file is damaged; export it again.");
    }

    /// <summary>An accessor's numbers as floats: normalised ones as -1..1 or 0..1, others as they are.</summary>
    /// <param name="index">Which.</param>
    /// <param name="types">The types that are right here, as <c>VEC3</c>.</param>
    /// <param name="components">How many numbers each element has.</param>
    public float[] Floats(int index, string[] types, out int components)
    {
        GltfValue accessor = _accessors[index];
        string type = accessor.Words("type") ?? throw accessor.Error("the field 'type' is missing.");
        if (!types.Contains(type))
            throw accessor.Error($"its type is {type}, but {string.Join(" or ", types)} is needed where it is used.");
        int width = components = type switch { "SCALAR" => 1, "VEC2" => 2, "VEC3" => 3, _ => 4 };
        int component = Component(accessor, UnsignedInt, Float, Byte, UnsignedByte, Short, UnsignedShort);
        bool isNormalised = accessor.Flag("normalized");
        int count = Elements(accessor);
        (ReadOnlyMemory<byte> data, int stride) = Data(accessor, count, width * Size(component));
        var values = new float[count * width];
        if (!data.IsEmpty)
        {
            ReadOnlySpan<byte> span = data.Span;
            for (int i = 0; i < values.Length; i++)
                values[i] = Value(span[((i / width * stride) + (i % width * Size(component)))..], component, isNormalised);
        }

        Sparse(accessor, count, width * Size(component), (at, bytes) =>
        {
            for (int c = 0; c < width; c++)
                values[(at * width) + c] = Value(bytes.Span[(c * Size(component))..], component, isNormalised);
        });
        if (Array.FindIndex(values, v => !float.IsFinite(v)) is var bad and >= 0)
            throw accessor.Error($"element {bad / width} is not a finite number. Clean the mesh up and export it again.");
        return values;
    }

    /// <summary>An accessor's indices, each below <paramref name="vertices"/>.</summary>
    public uint[] Indices(int index, int vertices)
    {
        GltfValue accessor = _accessors[index];
        if (accessor.Words("type") != "SCALAR")
            throw accessor.Error("indices are of the type SCALAR. The file is damaged; export it again.");
        int component = Component(accessor, UnsignedByte, UnsignedShort, UnsignedInt), size = Size(component);
        int count = Elements(accessor);
        (ReadOnlyMemory<byte> data, int stride) = Data(accessor, count, size);
        var values = new uint[count];
        if (!data.IsEmpty)
        {
            ReadOnlySpan<byte> span = data.Span;
            for (int i = 0; i < count; i++)
                values[i] = Index(span[(i * stride)..], component);
        }

        Sparse(accessor, count, size, (at, bytes) => values[at] = Index(bytes.Span, component));
        for (int i = 0; i < count; i++)
        {
            if (values[i] >= vertices)
                throw accessor.Error($"index {i} is {values[i]}, but there are {vertices} vertices. The file is damaged; export it again.");
        }

        return values;
    }

    private ReadOnlyMemory<byte> Buffer(int index)
    {
        if (_loaded[index] is { } loaded)
            return loaded;
        GltfValue buffer = _buffers[index];
        long length = buffer.Whole("byteLength", int.MaxValue);
        ReadOnlyMemory<byte> bytes = buffer.Words("uri") is { } uri ? _container.Resolve(buffer, uri, "buffer")
            : index == 0 && _container.Binary is { } binary ? binary
            : throw buffer.Error("it has no 'uri', and the file has no binary chunk for it. The file is incomplete; export it again.");
        if (bytes.Length < length)
            throw buffer.Error($"it should have {length} bytes, but {bytes.Length} are there. The file is truncated; get or export it again.");
        _loaded[index] = bytes[..(int)length];
        return bytes[..(int)length];
    }

    private static int Elements(GltfValue accessor)
    {
        int count = (int)accessor.Whole("count", int.MaxValue / 16);
        return count > 0 ? count : throw accessor.Error("it has no elements. Leave it out, or export the file again.");
    }

    // The bytes and the step between elements; empty bytes where all are zero.
    private (ReadOnlyMemory<byte> Bytes, int Stride) Data(GltfValue accessor, int count, int size)
    {
        int view = accessor.Index("bufferView", _views.Length, "bufferViews");
        if (view < 0)
        {
            return count <= MostWithoutData
                ? (default, size)
                : throw accessor.Error($"it has {count} elements but no data. The file is damaged; export it again.");
        }

        long stride = _views[view].Whole("byteStride", 252, size);
        if (stride < size)
            throw _views[view].Error($"its byteStride of {stride} is less than the {size} bytes of an element of {accessor.Path}.");
        return (Within(accessor, view, accessor.Whole("byteOffset", int.MaxValue, 0), ((count - 1) * stride) + size), (int)stride);
    }

    private ReadOnlyMemory<byte> Within(GltfValue user, int view, long offset, long length)
    {
        ReadOnlyMemory<byte> bytes = View(view);
        return offset + length <= bytes.Length
            ? bytes.Slice((int)offset, (int)length)
            : throw user.Error($"it needs bytes {offset} to {offset + length} of bufferViews[{view}], which has {bytes.Length}. The file is damaged; export it again.");
    }

    // Overwrites single elements, as the accessor's 'sparse' says.
    private void Sparse(GltfValue accessor, int count, int size, Action<int, ReadOnlyMemory<byte>> set)
    {
        if (accessor.Find("sparse") is not { } sparse)
            return;
        int entries = (int)sparse.Whole("count", count);
        if (entries == 0)
            return;
        GltfValue indices = sparse.Need("indices"), values = sparse.Need("values");
        int component = Component(indices, UnsignedByte, UnsignedShort, UnsignedInt), step = Size(component);
        ReadOnlyMemory<byte> places = Within(
            indices, indices.Need("bufferView").AsIndex(_views.Length, "bufferViews"), indices.Whole("byteOffset", int.MaxValue, 0), (long)entries * step);
        ReadOnlyMemory<byte> data = Within(
            values, values.Need("bufferView").AsIndex(_views.Length, "bufferViews"), values.Whole("byteOffset", int.MaxValue, 0), (long)entries * size);
        for (int i = 0; i < entries; i++)
        {
            uint at = Index(places.Span[(i * step)..], component);
            if (at >= count)
                throw indices.Error($"entry {i} is for element {at}, but the accessor has {count}. The file is damaged; export it again.");
            set((int)at, data.Slice(i * size, size));
        }
    }

    private static int Component(GltfValue owner, params int[] right)
    {
        long type = owner.Whole("componentType", int.MaxValue);
        return right.Contains((int)type)
            ? (int)type
            : throw owner.Error($"its componentType is {type}, which cannot be here; expected is one of {string.Join(", ", right)}.");
    }

    private static int Size(int component) => component switch { Byte or UnsignedByte => 1, Short or UnsignedShort => 2, _ => 4 };

    private static uint Index(ReadOnlySpan<byte> bytes, int component) => component switch
    {
        UnsignedByte => bytes[0],
        UnsignedShort => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };

    private static float Value(ReadOnlySpan<byte> bytes, int component, bool isNormalised) => component switch
    {
        Byte => isNormalised ? MathF.Max((sbyte)bytes[0] / 127f, -1) : (sbyte)bytes[0],
        UnsignedByte => isNormalised ? bytes[0] / 255f : bytes[0],
        Short => isNormalised ? MathF.Max(BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32767f, -1) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        UnsignedShort => isNormalised ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) / 65535f : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        UnsignedInt => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadSingleLittleEndian(bytes),
    };
}
