using System;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Red, green, blue, alpha (not premultiplied), 16 bits each, in this order in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Rgba64 : IPixel<Rgba64>
{
    public ushort R;
    public ushort G;
    public ushort B;
    public ushort A;

    public Rgba64(ushort r, ushort g, ushort b, ushort a)
    {
        R = r;
        G = g;
        B = b;
        A = a;
    }

    public static bool operator ==(Rgba64 left, Rgba64 right) => left.Equals(right);

    public static bool operator !=(Rgba64 left, Rgba64 right) => !left.Equals(right);

    public void FromL8(L8 source) => FromL16(new L16(Components.Widen(source.PackedValue)));

    public void FromL16(L16 source) => this = new Rgba64(source.PackedValue, source.PackedValue, source.PackedValue, ushort.MaxValue);

    public void FromRgb24(Rgb24 source) => FromRgba32(new Rgba32(source.R, source.G, source.B));

    public void FromRgba32(Rgba32 source) => this = new Rgba64(
        Components.Widen(source.R), Components.Widen(source.G), Components.Widen(source.B), Components.Widen(source.A));

    public void FromRgba64(Rgba64 source) => this = source;

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(
        Components.Narrow(R), Components.Narrow(G), Components.Narrow(B), Components.Narrow(A));

    public readonly bool Equals(Rgba64 other) => R == other.R && G == other.G && B == other.B && A == other.A;

    public override readonly bool Equals(object? obj) => obj is Rgba64 other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(R, G, B, A);

    public override readonly string ToString() => FormattableString.Invariant($"Rgba64({R}, {G}, {B}, {A})");
}
