using System;
using System.IO;
using Fovea.Models.Onnx;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf;

namespace Fovea.Models;

/// <summary>Reads and writes networks as ONNX files (https://onnx.ai), operator sets 1 to 21.</summary>
public static class OnnxFile
{
    /// <summary>Reads a model.</summary>
    /// <param name="path">The file. Weights in files beside it are read too, where they stay inside its folder.</param>
    /// <exception cref="ModelException">The file is missing, is no ONNX model, is damaged or uses what Fovea does not read.</exception>
    public static Model Load(string path)
    {
        string full;
        byte[] bytes;
        try
        {
            full = Path.GetFullPath(path);
            if (Directory.Exists(full))
                throw new ModelException($"'{path}' is a folder; name an ONNX file in it.");
            if (!File.Exists(full))
                throw new ModelException($"There is no file '{path}'.");
            long length = new FileInfo(full).Length;
            if (length > int.MaxValue)
                throw new ModelException($"'{path}' has {length} bytes; an ONNX file has at most {int.MaxValue}. Larger models keep their weights in files beside it.");
            bytes = File.ReadAllBytes(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ModelException($"'{path}' cannot be read: {e.Message}", e);
        }

        return Load(bytes, Path.GetDirectoryName(full), path);
    }

    /// <summary>Reads a model from a stream, up to its end.</summary>
    /// <inheritdoc cref="Load(ReadOnlyMemory{byte}, string?, string)"/>
    public static Model Load(Stream stream, string? folder = null, string source = "")
    {
        using var copy = new MemoryStream();
        try
        {
            stream.CopyTo(copy);
        }
        catch (IOException e)
        {
            throw new ModelException($"{Named(source)} cannot be read: {e.Message}", e);
        }

        return Load(copy.GetBuffer().AsMemory(0, (int)copy.Length), folder, source);
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="folder">Where files with external weights lie; null: there are none.</param>
    /// <param name="source">What messages call the model.</param>
    /// <exception cref="ModelException">The bytes are no ONNX model, are damaged or use what Fovea does not read.</exception>
    public static Model Load(ReadOnlyMemory<byte> bytes, string? folder = null, string source = "")
    {
        if (bytes.IsEmpty)
            throw new ModelException($"{Named(source)} is empty; an ONNX model was expected.");
        if (OtherFormat.Recognise(bytes.Span) is { } other)
            throw new ModelException($"{Named(source)} is no ONNX model: it is {other}.");
        try
        {
            return ModelReader.Read(ModelProto.Parser.ParseFrom(bytes.Span), folder, source);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelException($"{Named(source)} is no ONNX model, or is cut off or damaged: {e.Message}", e);
        }
        catch (ModelException e)
        {
            throw new ModelException($"{Named(source)} cannot be loaded: {e.Message}", e);
        }
    }

    /// <summary>Writes a model: under a temporary name first, so that a file of that name is whole or untouched.</summary>
    /// <exception cref="ModelException">
    /// The model has what an ONNX file cannot hold (nodes of several operator set versions, more than 2 GB), or the file cannot be written.
    /// </exception>
    public static void Save(Model model, string path)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
                Save(model, stream);
            if (File.Exists(path))
                File.Replace(temporary, path, null);
            else
                File.Move(temporary, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ModelException($"'{path}' cannot be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Writes a model to a stream.</summary>
    /// <inheritdoc cref="Save(Model, string)"/>
    public static void Save(Model model, Stream stream)
    {
        long bytes = 0;
        foreach (Tensor tensor in model.Graph.Constants.Values)
            bytes += tensor.Bytes.Length;
        if (bytes > int.MaxValue - (1 << 20))
            throw new ModelException($"The model's constants take {bytes} bytes; an ONNX file holds less than 2 GB.");
        ModelWriter.Write(model).WriteTo(stream);
    }

    private static string Named(string source) => source.Length > 0 ? $"'{source}'" : "The model";
}
