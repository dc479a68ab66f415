using System;
using System.Buffers.Binary;
using System.IO;
using System.Text.Json;

namespace Fovea.Scenes.Gltf;

/// <summary>The outside of a glTF file: its JSON, the binary chunk of a .glb, and the files and data that its URIs name.</summary>
internal sealed class GltfContainer
{
    private const uint Magic = 0x46546C67, JsonChunk = 0x4E4F534A, BinaryChunk = 0x004E4942;

    private readonly string _folder;

    private Action<string, string>? _reads;

    private GltfContainer(string file, JsonElement json, ReadOnlyMemory<byte>? binary)
    {
        (File, Binary) = (file, binary);
        Root = new GltfValue(file, "", json);
        _folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
    }

    /// <summary>The file's path, as messages name it.</summary>
    public string File { get; }

    /// <summary>All of the JSON.</summary>
    public GltfValue Root { get; }

    /// <summary>A .glb's binary chunk; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Binary { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="reads">Takes the other files that are read: the path that the file gives, and the full one.</param>
    /// <exception cref="SceneException">It is missing, truncated, or no glTF file.</exception>
    public static GltfContainer Read(string path, Action<string, string>? reads = null)
    {
        GltfContainer container = Parse(path, ReadAll(path, $"There is no model '{path}'"));
        container._reads = reads;
        return container;
    }

    /// <summary>Takes a file's bytes apart.</summary>
    /// <param name="path">What messages call it, and where its URIs start.</param>
    /// <param name="bytes">The whole file.</param>
    public static GltfContainer Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) == Magic)
            return Chunks(path, bytes);
        if (path.EndsWith(".glb", StringComparison.OrdinalIgnoreCase))
            throw new SceneException($"{path} is no .glb file: it does not begin with 'glTF'. Export it again, or give it the ending .gltf if it is JSON.");
        return new GltfContainer(path, Json(path, bytes), null);
    }

    /// <summary>The bytes that a URI stands for.</summary>
    /// <param name="owner">Where the URI stands in the JSON.</param>
    /// <param name="uri">A data URI, or a relative path with percent-encoding.</param>
    /// <param name="what">What it is, for messages.</param>
    public ReadOnlyMemory<byte> Resolve(GltfValue owner, string uri, string what)
    {
        if (uri.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return Data(owner, uri);
        string relative = Uri.UnescapeDataString(uri);
        if (relative.Length == 0 || relative.Contains('\0') || Uri.TryCreate(relative, UriKind.Absolute, out _) || Path.IsPathRooted(relative))
            throw owner.Error($"the {what} '{relative}' is no path relative to the file. Save it beside the file, or export as .glb, which holds everything.");
        string full = Path.GetFullPath(Path.Combine(_folder, relative));
        if (!full.StartsWith(_folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw owner.Error($"the {what} '{relative}' lies outside the file's folder {_folder}. Copy it there, or export as .glb, which holds everything.");
        _reads?.Invoke(relative, full);
        return ReadAll(full, $"{File}, {owner.Path}: there is no {what} '{relative}'");
    }

    private static byte[] ReadAll(string path, string missing)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SceneException($"{missing} (looked for {Path.GetFullPath(path)}). Check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SceneException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<byte> Data(GltfValue owner, string uri)
    {
        int comma = uri.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !uri.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            throw owner.Error("the data URI is not 'data:...;base64,...', the only kind that is read. Export again with base64, or as .glb.");
        string text = uri[(comma + 1)..];
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text.Contains('%') ? Uri.UnescapeDataString(text) : text, bytes, out int written)
            ? bytes.AsMemory(0, written)
            : throw owner.Error("the data URI holds something that is not base64. The file is damaged; export it again.");
    }

    private static GltfContainer Chunks(string path, ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < 12)
            throw new SceneException($"{path} is truncated: a .glb begins with 12 bytes, and it has {span.Length}. Get or export it again.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(span[4..]), length = BinaryPrimitives.ReadUInt32LittleEndian(span[8..]);
        if (version != 2)
            throw new SceneException($"{path} is of version {version} of the .glb format; only version 2 is read. Export it as glTF 2.0.");
        if (length > span.Length || length < 12)
            throw new SceneException($"{path} is truncated: it says that it has {length} bytes, but has {span.Length}. Get or export it again.");

        ReadOnlyMemory<byte>? json = null, binary = null;
        for (long at = 12; at < length;)
        {
            if (at + 8 > length)
                throw new SceneException($"{path} is truncated: a chunk begins at byte {at} of {length}. Get or export it again.");
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(span[(int)at..]), type = BinaryPrimitives.ReadUInt32LittleEndian(span[((int)at + 4)..]);
            if (size > length - at - 8)
                throw new SceneException($"{path} is truncated: its chunk at byte {at} has {size} bytes, but {length - at - 8} are left. Get or export it again.");
            ReadOnlyMemory<byte> chunk = bytes.Slice((int)at + 8, (int)size);
            if (json is null)
                json = type == JsonChunk ? chunk : throw new SceneException($"{path}: its first chunk is not JSON. The file is damaged; export it again.");
            else if (type == BinaryChunk)
                binary ??= chunk;
            at += 8 + size;
        }

        return json is { } text
            ? new GltfContainer(path, Json(path, text), binary)
            : throw new SceneException($"{path} has no JSON chunk. The file is damaged; export it again.");
    }

    private static JsonElement Json(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            bytes = bytes[3..];
        // A .glb pads its chunk with spaces, some writers with zeros.
        while (bytes.Length > 0 && bytes.Span[^1] == 0)
            bytes = bytes[..^1];
        try
        {
            JsonElement root = JsonDocument.Parse(bytes).RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? root
                : throw new SceneException($"{path} is no glTF file: its JSON is no object {{...}}.");
        }
        catch (JsonException e)
        {
            throw new SceneException($"{path}, line {(e.LineNumber ?? 0) + 1}: this is no JSON, so no glTF file. {e.Message.Split(" LineNumber:")[0]}", e);
        }
    }
}
