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

    /// <summary>The tensor whose memory this one shares, or null: a reshaped view of the same words.</summary>
    public PlanTensor? ViewOf { get; init; }

    /// <summary>The tensor that owns the memory: itself, or the one at the end of the chain of views.</summary>
    public PlanTensor Root => ViewOf?.Root ?? this;

    /// <summary>The shape as a packed map.</summary>
    /// <exception cref="ModelException">The rank is neither 3 nor 4.</exception>
    public PackedShape Packed => PackedShape.Of(Shape);

    /// <summary>The memory it takes, in bytes; at least one vec4, so that empty tensors can be bound too.</summary>
    public long Bytes => System.Math.Max(16L, Layout == Layout.Packed ? 16L * Packed.Vectors : (4L * Shape.Count + 15) / 16 * 16);

    /// <summary>The GLSL type of an element: <c>float</c>, <c>int</c> or <c>uint</c>.</summary>
    public string ScalarType => GlslTypes.Of(Type);

    /// <summary>The same words under another shape that takes as many, in the same layout.</summary>
    public PlanTensor Viewed(Shape shape) => new(Name, Type, shape, Layout, Storage) { ViewOf = this };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} {Shape} {Layout}";
}
