using System;
using System.IO;
using System.Text.Json.Nodes;
using Fovea.Scenes.Datasets;

namespace Fovea.Tests.Scenes.Datasets;

/// <summary>A dataset of hand-made frames in a folder that is gone after the test.</summary>
internal sealed class DatasetFixture : IDisposable
{
    public const DatasetChannels AllChannels =
        DatasetChannels.Depth | DatasetChannels.DepthFloat | DatasetChannels.Normals | DatasetChannels.Flow | DatasetChannels.FlowPng;

    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    public DatasetFixture(DatasetOptions options)
    {
        Options = options;
        DatasetWriter writer = DatasetWriter.Open(Root, options, FrameShard.Whole);
        foreach (long frame in writer.Remaining)
            writer.Write(FramePainter.Typical(frame, options.Width, options.Height));
        Summary = writer.Join();
    }

    public DatasetOptions Options { get; }

    public DatasetSummary Summary { get; }

    public string Root => _folder.File("data");

    public static JsonNode Schema(string name) =>
        JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(TestFiles.Root, "tests/Fovea.Tests/Scenes/Datasets/Schemas", name + ".schema.json")))!;

    public string File(string path) => Path.Combine(Root, path);

    public JsonNode Json(string path) => JsonNode.Parse(System.IO.File.ReadAllText(File(path)))!;

    public void Dispose() => _folder.Dispose();
}
