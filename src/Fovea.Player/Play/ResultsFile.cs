using System;
using System.IO;
using System.Text.Json;

namespace Fovea.Player.Play;

/// <summary>Writes <c>results.jsonl</c>, a line a frame; the file appears under its name when it is complete.</summary>
internal sealed class ResultsFile : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string Name = "results.jsonl";

    private readonly string _path;
    private readonly string _temporary;
    private readonly StreamWriter _writer;

    public ResultsFile(string folder)
    {
        _path = Path.Combine(folder, Name);
        _temporary = _path + ".partial";
        _writer = new StreamWriter(_temporary) { NewLine = "\n" };
    }

    public void Add(FrameRecord record) => _writer.WriteLine(JsonSerializer.Serialize(record, ResultsJson.Default.FrameRecord));

    /// <summary>Closes the file and gives it its name.</summary>
    public void Finish()
    {
        _writer.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Without <see cref="Finish"/> before, what was written is thrown away.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_temporary);
    }
}
