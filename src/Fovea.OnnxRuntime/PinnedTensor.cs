using System;
using System.Buffers;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Models;
using Fovea.Operators;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = Fovea.Models.Tensor;

namespace Fovea.OnnxRuntime;

/// <summary>A tensor whose memory ONNX Runtime reads or writes run after run, and which comes from or goes to the GPU.</summary>
internal sealed class PinnedTensor : IDisposable
{
    private readonly byte[] _bytes;
    private readonly MemoryHandle _pin;
    private readonly int[] _words;

    public unsafe PinnedTensor(ElementType type, Shape shape)
    {
        Type = type;
        Shape = shape;
        int size = shape.Count * type.SizeInBytes();
        _bytes = new byte[Math.Max(size, 1)];
        _words = SameBits ? Array.Empty<int>() : new int[shape.Count];
        _pin = _bytes.AsMemory().Pin();
        Value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)type,
            shape.Select(d => (long)d).ToArray(), (IntPtr)_pin.Pointer, size);
    }

    public ElementType Type { get; }

    public Shape Shape { get; }

    /// <summary>The memory as ONNX Runtime knows it.</summary>
    public OrtValue Value { get; }

    // On the GPU every element is a 32-bit word; these are so here too.
    private bool SameBits => Type is ElementType.Float or ElementType.Int32 or ElementType.UInt32;

    /// <summary>Where the words that come from the GPU go; <see cref="FromWords"/> follows.</summary>
    public Span<byte> Words => SameBits ? _bytes : MemoryMarshal.AsBytes(_words.AsSpan());

    /// <summary>Makes elements of the words.</summary>
    public void FromWords()
    {
        if (!SameBits)
            HostLayout.Unpack(_words, Type, Shape, Layout.RowMajor).Bytes.CopyTo(_bytes);
    }

    /// <summary>The elements as words for the GPU.</summary>
    public ReadOnlySpan<byte> ToWords() => SameBits
        ? _bytes
        : MemoryMarshal.AsBytes(HostLayout.Pack(new Tensor(Type, Shape, _bytes), Layout.RowMajor).AsSpan());

    public void Dispose()
    {
        Value.Dispose();
        _pin.Dispose();
    }
}
