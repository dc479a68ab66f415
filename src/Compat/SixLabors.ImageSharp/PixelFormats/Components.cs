namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Conversions between component depths, and to luminance with the weights of ITU-R BT.709.</summary>
internal static class Components
{
    public static byte Luminance(byte r, byte g, byte b) => (byte)((r * .2126F) + (g * .7152F) + (b * .0722F) + 0.5F);

    public static ushort Luminance(ushort r, ushort g, ushort b) => (ushort)((r * .2126F) + (g * .7152F) + (b * .0722F) + 0.5F);

    public static ushort Widen(byte component) => (ushort)(component * 257);

    /// <summary>round(component / 257), exact over the whole range without a division.</summary>
    public static byte Narrow(ushort component) => (byte)(((component * 255) + 32895) >> 16);
}
