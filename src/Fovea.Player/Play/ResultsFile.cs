using System;
using System.IO;
using System.Text.Json;

namespace Fovea.Player.Play;

/// <summary>Writes results, a line a frame and network. A file appears under its name when it is complete; a stream has each line at once.</summary>
internal sealed class ResultsFile : IDisposable
{
    /// <summary>The file's name where nobody asks for another.</summary>
    public const string Name = "results.jsonl";

    private readonly string? _path;
    private readonly TextWriter _writer;
    private bool _isFinished;

    /// <summary>Begins a file.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public ResultsFile(string path)
    {
        _path = path;
        if (Path.GetFileName(path).Length == 0 || Directory.Exists(path))
            throw new UsageException($"Results are written to a file; '{path}' is a folder. Name a file in it.");
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            _writer = new StreamWriter(Temporary) { NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"Results cannot be written to '{path}' ({e.Message}). --results FILE.jsonl names another place, - the standard output.");
        }
    }

    /// <summary>Writes to a stream of the caller's.</summary>
    public ResultsFile(TextWriter writer) => _writer = writer;

    private string Temporary => _path + ".partial";

    public void Add(FrameRecord record)
    {
        // One line whatever the system's line ends are.
        _writer.Write(JsonSerializer.Serialize(record, ResultsJson.Default.FrameRecord) + "\n");
        if (_path is null)
            _writer.Flush();
    }

    /// <summary>Closes a file and gives it its name.</summary>
    public void Finish()
    {
        if (_path is null || _isFinished)
            return;
        _writer.Dispose();
        File.Move(Temporary, _path, overwrite: true);
        _isFinished = true;
    }

    /// <summary>Without <see cref="Finish"/> before, what was written to a file is thrown away.</summary>
    public void Dispose()
    {
        if (_path is null || _isFinished)
            return;
        _writer.Dispose();
        File.Delete(Temporary);
    }
}
