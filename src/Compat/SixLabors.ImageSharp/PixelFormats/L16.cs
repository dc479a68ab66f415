using System;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Luminance, 16 bits.</summary>
public struct L16 : IPixel<L16>
{
    public L16(ushort luminance) => PackedValue = luminance;

    public ushort PackedValue { get; set; }

    public static bool operator ==(L16 left, L16 right) => left.Equals(right);

    public static bool operator !=(L16 left, L16 right) => !left.Equals(right);

    public void FromL8(L8 source) => PackedValue = Components.Widen(source.PackedValue);

    public void FromL16(L16 source) => this = source;

    public void FromRgb24(Rgb24 source) =>
        PackedValue = Components.Luminance(Components.Widen(source.R), Components.Widen(source.G), Components.Widen(source.B));

    public void FromRgba32(Rgba32 source) => FromRgb24(new Rgb24(source.R, source.G, source.B));

    public void FromRgba64(Rgba64 source) => PackedValue = Components.Luminance(source.R, source.G, source.B);

    public readonly void ToRgba32(ref Rgba32 dest)
    {
        byte value = Components.Narrow(PackedValue);
        dest = new Rgba32(value, value, value);
    }

    public readonly bool Equals(L16 other) => PackedValue == other.PackedValue;

    public override readonly bool Equals(object? obj) => obj is L16 other && Equals(other);

    public override readonly int GetHashCode() => PackedValue.GetHashCode();

    public override readonly string ToString() => FormattableString.Invariant($"L16({PackedValue})");
}
