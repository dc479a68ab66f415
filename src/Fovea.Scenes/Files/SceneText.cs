using System;
using System.IO;
using System.Text.Json;
using Fovea.Vision.Cards;

namespace Fovea.Scenes.Files;

/// <summary>Reads the JSON of scene and prefab files; comments and trailing commas are allowed.</summary>
internal static class SceneText
{
    /// <summary>The root object of a file.</summary>
    /// <exception cref="SceneException">It cannot be read, or is no JSON; the message names file and line.</exception>
    public static FieldLayer Read(string file)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (Utf8Text.Decode(bytes, out int wrong) is null)
            {
                throw new SceneException(
                    $"{file}, line {Utf8Text.LineOf(bytes, wrong)}: byte {wrong} is no UTF-8, which JSON is written in. Save the file as UTF-8.");
            }

            ReadOnlyMemory<byte> json = bytes.AsMemory(Utf8Text.MarkLength(bytes));
            // Scenes make their entities from it again and again: it is never disposed.
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return new FieldLayer(document.RootElement, json, file, "$").Checked();
        }
        catch (JsonException e)
        {
            throw new SceneException($"{file}, line {(e.LineNumber ?? 0) + 1}: {e.Message.Split(" LineNumber:")[0]}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SceneException($"{file} cannot be read: {e.Message}", e);
        }
    }
}
