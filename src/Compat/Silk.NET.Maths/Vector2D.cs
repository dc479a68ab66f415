using System;
using System.Diagnostics.CodeAnalysis;

namespace Silk.NET.Maths;

/// <summary>Two numbers, mostly a position or a size.</summary>
[SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "The real type has fields.")]
public struct Vector2D<T> : IEquatable<Vector2D<T>>
    where T : unmanaged, IFormattable, IEquatable<T>, IComparable<T>
{
    public T X;

    public T Y;

    public Vector2D(T x, T y)
    {
        X = x;
        Y = y;
    }

    public static bool operator ==(Vector2D<T> left, Vector2D<T> right) => left.Equals(right);

    public static bool operator !=(Vector2D<T> left, Vector2D<T> right) => !left.Equals(right);

    public readonly bool Equals(Vector2D<T> other) => X.Equals(other.X) && Y.Equals(other.Y);

    public override readonly bool Equals(object? obj) => obj is Vector2D<T> other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);

    public override readonly string ToString() => $"<{X}, {Y}>";
}
