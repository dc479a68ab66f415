using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Fovea.Gpu.Caching;

/// <summary>
/// The form of a cached file: eight bytes that say what it is, SHA-256 of the key, SHA-256 of the content, the content. Whoever reads
/// one can tell a damaged file, a truncated one and one that is somebody else's from its own.
/// </summary>
internal static class CacheEntry
{
    // The last byte is the version of this form.
    private static readonly byte[] Signature = { (byte)'F', (byte)'o', (byte)'v', (byte)'e', (byte)'a', (byte)'C', 0, 1 };

    private const int HashBytes = 32;
    private const int HeaderBytes = 8 + 2 * HashBytes + 8;

    public static string NameOf(string key) => string.Concat(Hash(Encoding.UTF8.GetBytes(key)).Take(16).Select(b => b.ToString("x2")));

    public static byte[] Wrap(string key, ReadOnlySpan<byte> content)
    {
        var file = new byte[HeaderBytes + content.Length];
        Signature.CopyTo(file, 0);
        Hash(Encoding.UTF8.GetBytes(key)).CopyTo(file, 8);
        Hash(content.ToArray()).CopyTo(file, 8 + HashBytes);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(8 + 2 * HashBytes), content.Length);
        content.CopyTo(file.AsSpan(HeaderBytes));
        return file;
    }

    /// <summary>The content, or null where the file is not a whole one of that key.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> file, string key)
    {
        if (file.Length < HeaderBytes || !file.Slice(0, 8).SequenceEqual(Signature)
            || BinaryPrimitives.ReadInt64LittleEndian(file.Slice(8 + 2 * HashBytes)) != file.Length - HeaderBytes
            || !file.Slice(8, HashBytes).SequenceEqual(Hash(Encoding.UTF8.GetBytes(key))))
        {
            return null;
        }

        byte[] content = file.Slice(HeaderBytes).ToArray();
        return file.Slice(8 + HashBytes, HashBytes).SequenceEqual(Hash(content)) ? content : null;
    }

    private static byte[] Hash(byte[] bytes)
    {
        using SHA256 hash = SHA256.Create();
        return hash.ComputeHash(bytes);
    }
}
