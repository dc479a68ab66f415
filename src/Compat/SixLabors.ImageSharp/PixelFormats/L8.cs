using System;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Luminance, 8 bits.</summary>
public struct L8 : IPixel<L8>
{
    public L8(byte luminance) => PackedValue = luminance;

    public byte PackedValue { get; set; }

    public static bool operator ==(L8 left, L8 right) => left.Equals(right);

    public static bool operator !=(L8 left, L8 right) => !left.Equals(right);

    public void FromL8(L8 source) => this = source;

    public void FromL16(L16 source) => PackedValue = Components.Narrow(source.PackedValue);

    public void FromRgb24(Rgb24 source) => PackedValue = Components.Luminance(source.R, source.G, source.B);

    public void FromRgba32(Rgba32 source) => PackedValue = Components.Luminance(source.R, source.G, source.B);

    public void FromRgba64(Rgba64 source) =>
        PackedValue = Components.Luminance(Components.Narrow(source.R), Components.Narrow(source.G), Components.Narrow(source.B));

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(PackedValue, PackedValue, PackedValue);

    public readonly bool Equals(L8 other) => PackedValue == other.PackedValue;

    public override readonly bool Equals(object? obj) => obj is L8 other && Equals(other);

    public override readonly int GetHashCode() => PackedValue.GetHashCode();

    public override readonly string ToString() => FormattableString.Invariant($"L8({PackedValue})");
}
