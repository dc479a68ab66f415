using System;
using System.Text;

namespace Fovea.Models.Onnx;

/// <summary>Recognises what people hand over in place of an ONNX model, so that the message can name it.</summary>
internal static class OtherFormat
{
    /// <summary>What the bytes are; null where they may be an ONNX model.</summary>
    public static string? Recognise(ReadOnlySpan<byte> bytes)
    {
        if (Starts(bytes, 0x89, (byte)'P', (byte)'N', (byte)'G'))
            return "a PNG picture";
        if (Starts(bytes, 0xFF, 0xD8, 0xFF))
            return "a JPEG picture";
        if (Starts(bytes, (byte)'P', (byte)'K', 3, 4))
            return "a ZIP archive (PyTorch saves its weights so): export it to ONNX, or unpack it";
        if (Starts(bytes, 0x1F, 0x8B))
            return "compressed with gzip: unpack it first";
        if (bytes.Length > 8 && Starts(bytes.Slice(4), (byte)'T', (byte)'F', (byte)'L', (byte)'3'))
            return "a TensorFlow Lite model: convert it to ONNX";
        if (bytes.Length > 8 && Starts(bytes.Slice(4), (byte)'O', (byte)'R', (byte)'T', (byte)'M'))
            return "a model in ONNX Runtime's own format: take the ONNX file it was made from";
        if (Starts(bytes, 0x89, (byte)'H', (byte)'D', (byte)'F'))
            return "an HDF5 file (Keras saves its weights so): convert it to ONNX";
        if (bytes.StartsWith(Encoding.ASCII.GetBytes("version https://git-lfs")))
            return "a Git LFS pointer in place of the file: fetch it with `git lfs pull`";
        return IsText(bytes.Slice(0, Math.Min(bytes.Length, 512))) ? "text" : null;
    }

    private static bool Starts(ReadOnlySpan<byte> bytes, params byte[] mark) => bytes.StartsWith(mark);

    // An ONNX file begins with a field number and a version, which are control characters.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (b < 0x20 && b is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
                return false;
        }

        return true;
    }
}
