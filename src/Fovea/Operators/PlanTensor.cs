using Fovea.Models;

namespace Fovea.Operators;

/// <summary>A tensor that a plan's steps read or write on the GPU. Where it lies is decided when all steps are known.</summary>
public sealed class PlanTensor
{
    /// <summary>Creates a tensor of a plan.</summary>
    public PlanTensor(string name, ElementType type, Shape shape, Layout layout, PlanStorage storage)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Layout = layout;
        Storage = storage;
    }

    /// <summary>The name of the graph's value, or what a scratch tensor is for.</summary>
    public string Name { get; }

    /// <summary>The element type that the network says; on the GPU each element is one 32-bit word.</summary>
    public ElementType Type { get; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>How the elements lie.</summary>
    public Layout Layout { get; }

    /// <summary>Who owns the memory.</summary>
    public PlanStorage Storage { get; }

    /// <summary>How the vectors of a packed map, or of weights in a packing of an operator's own, are stored; elements that lie row-major are single.</summary>
    public Precision Precision { get; init; }

    /// <summary>Whether its vectors are stored in half precision.</summary>
    public bool IsHalf => Precision == Precision.Half;

    /// <summary>The bytes of one vec4 of a packed map: 16, or 8 in half precision.</summary>
    public int VectorBytes => IsHalf ? 8 : 16;

    /// <summary>The tensor whose memory this one shares, or null: a view of the same words under another shape, or of a part of them.</summary>
    public PlanTensor? ViewOf { get; init; }

    /// <summary>Where a view begins in the tensor that it is a view of, in bytes; a multiple of 16.</summary>
    public long Offset { get; init; }

    /// <summary>The tensor that owns the memory: itself, or the one at the end of the chain of views.</summary>
    public PlanTensor Root => ViewOf?.Root ?? this;

    /// <summary>Where it begins in its <see cref="Root"/>, in bytes.</summary>
    public long RootOffset => ViewOf is null ? 0 : ViewOf.RootOffset + Offset;

    /// <summary>The shape as a packed map.</summary>
    /// <exception cref="ModelException">The rank is neither 3 nor 4.</exception>
    public PackedShape Packed => PackedShape.Of(Shape);

    /// <summary>The memory it takes, in bytes; at least one vec4, so that empty tensors can be bound too.</summary>
    public long Bytes => System.Math.Max(16L, ((Layout == Layout.Packed ? (long)VectorBytes * Packed.Vectors : 4L * Shape.Count) + 15) / 16 * 16);

    /// <summary>The GLSL type of an element: <c>float</c>, <c>int</c> or <c>uint</c>.</summary>
    public string ScalarType => GlslTypes.Of(Type);

    /// <summary>The same words under another shape that takes as many, in the same layout.</summary>
    public PlanTensor Viewed(Shape shape) => new(Name, Type, shape, Layout, Storage) { ViewOf = this, Precision = Precision };

    /// <summary>
    /// Where a piece along an axis begins, in bytes, if its elements lie in one run: no axis before that one has more than one element, and
    /// channels of a packed map are cut between vec4. Null where they do not.
    /// </summary>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first coordinate of the piece along it.</param>
    /// <param name="length">Its coordinates along it.</param>
    public long? OffsetOfPiece(int axis, int start, int length)
    {
        if (Shape.Product(0, axis) != 1)
            return null;
        if (Layout == Layout.RowMajor)
            return 4L * start * Shape.Product(axis + 1, Shape.Rank);
        bool whole = axis == 0 || (axis == 1 && start % 4 == 0 && (length % 4 == 0 || start + length == Shape[1]));
        if (!whole)
            return null;
        PackedShape map = Packed;
        return (long)VectorBytes * map.H * map.W * (axis == 0 ? start * map.C4 : start / 4);
    }

    /// <summary>A piece of the same words.</summary>
    /// <param name="name">The piece's name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="offset">Where it begins, in bytes.</param>
    public PlanTensor Piece(string name, Shape shape, long offset) => new(name, Type, shape, Layout, Storage) { ViewOf = this, Offset = offset, Precision = Precision };

    /// <summary>Whether two tensors are the same words.</summary>
    public bool IsSameMemory(PlanTensor other) => Root == other.Root && RootOffset == other.RootOffset && Bytes == other.Bytes;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} {Shape} {Layout}";
}
