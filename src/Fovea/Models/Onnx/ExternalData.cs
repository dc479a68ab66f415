using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fovea.Models.Onnx.Schema;

namespace Fovea.Models.Onnx;

/// <summary>Reads tensors whose bytes lie in a file of their own, which must stand in the model's folder.</summary>
internal sealed class ExternalData
{
    private readonly string? _folder;

    /// <param name="folder">The model's folder; null where the model came from memory and has none.</param>
    public ExternalData(string? folder) => _folder = folder is null ? null : Path.GetFullPath(folder);

    /// <summary>Reads a tensor's bytes; nothing is allocated before the file is known to hold them.</summary>
    public byte[] Read(TensorProto tensor, long needed)
    {
        string location = "";
        long offset = 0;
        long length = needed;
        foreach (StringStringEntryProto entry in tensor.ExternalData)
        {
            if (entry.Key == "location")
                location = entry.Value;
            else if (entry.Key == "offset")
                offset = Number(tensor, entry);
            else if (entry.Key == "length")
                length = Number(tensor, entry);
        }

        if (length != needed)
            throw new ModelException($"Tensor '{tensor.Name}' needs {needed} bytes, but {length} of external file '{location}' are given to it.");
        string path = Resolve(tensor, location);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (offset > file.Length || length > file.Length - offset)
            {
                throw new ModelException($"Tensor '{tensor.Name}' takes bytes {offset} to {offset + (decimal)length} of external file "
                    + $"'{location}', which has {file.Length}: the file is cut off or belongs to another model.");
            }

            var bytes = new byte[length];
            file.Position = offset;
            for (int done = 0; done < bytes.Length;)
            {
                int read = file.Read(bytes, done, bytes.Length - done);
                if (read == 0)
                    throw new ModelException($"External file '{location}' ended while tensor '{tensor.Name}' was read.");
                done += read;
            }

            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Tensor '{tensor.Name}' lies in external file '{location}', which cannot be read: {e.Message}", e);
        }
    }

    private static long Number(TensorProto tensor, StringStringEntryProto entry) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new ModelException($"The external data of tensor '{tensor.Name}' has {entry.Key} '{entry.Value}'; a number of 0 or more was expected.");

    private string Resolve(TensorProto tensor, string location)
    {
        if (_folder is null)
            throw new ModelException($"Tensor '{tensor.Name}' lies in external file '{location}', but the model came from memory and has no folder: name the folder.");
        if (location.Length == 0)
            throw new ModelException($"The external data of tensor '{tensor.Name}' names no file.");

        // Both separators and drive letters count on every system, so that a model is as safe here as where it goes next.
        string[] parts = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || parts[0].Length == 0 || location.IndexOf(':') >= 0 || Array.IndexOf(parts, "..") >= 0)
            throw Outside(tensor, location, "it must be relative, without '..'");
        if (location.IndexOf('\0') >= 0)
            throw Outside(tensor, location.Replace('\0', '?'), "its name has a zero byte");

        string path = _folder;
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            var info = new FileInfo(path);
            if ((File.Exists(path) || Directory.Exists(path)) && (info.Attributes & FileAttributes.ReparsePoint) != 0)
                throw Outside(tensor, location, $"'{part}' is a symbolic link; put the file itself there");
        }

        if (!File.Exists(path))
            throw new ModelException($"Tensor '{tensor.Name}' lies in external file '{location}', which is not in '{_folder}': copy it there, beside the model.");
        return path;
    }

    private static ModelException Outside(TensorProto tensor, string location, string why) =>
        new($"Tensor '{tensor.Name}' names the external file '{location}', which may lie outside the model's folder: {why}.");
}
