using System;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Red, green, blue, 16 bits each, in this order in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Rgb48 : IPixel<Rgb48>
{
    public ushort R;
    public ushort G;
    public ushort B;

    public Rgb48(ushort r, ushort g, ushort b)
    {
        R = r;
        G = g;
        B = b;
    }

    public static bool operator ==(Rgb48 left, Rgb48 right) => left.Equals(right);

    public static bool operator !=(Rgb48 left, Rgb48 right) => !left.Equals(right);

    public void FromL8(L8 source) => FromL16(new L16(Components.Widen(source.PackedValue)));

    public void FromL16(L16 source) => R = G = B = source.PackedValue;

    public void FromRgb24(Rgb24 source) => this = new Rgb48(Components.Widen(source.R), Components.Widen(source.G), Components.Widen(source.B));

    public void FromRgba32(Rgba32 source) => FromRgb24(new Rgb24(source.R, source.G, source.B));

    public void FromRgba64(Rgba64 source) => this = new Rgb48(source.R, source.G, source.B);

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(Components.Narrow(R), Components.Narrow(G), Components.Narrow(B));

    public readonly bool Equals(Rgb48 other) => R == other.R && G == other.G && B == other.B;

    public override readonly bool Equals(object? obj) => obj is Rgb48 other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(R, G, B);

    public override readonly string ToString() => FormattableString.Invariant($"Rgb48({R}, {G}, {B})");
}
