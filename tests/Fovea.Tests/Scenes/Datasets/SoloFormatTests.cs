using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.Json.Nodes;
using Fovea.Capture;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Datasets.Formats;
using Fovea.Scenes.Labels;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class SoloFormatTests : IDisposable
{
    private readonly DatasetFixture _data = new(FramePainter.Options("solo") with { FirstFrame = 5, Channels = DatasetFixture.AllChannels });

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Frames_and_definitions_are_as_the_schemas_say()
    {
        JsonNode definitions = new JsonObject(new[] { "metadata", "sensor_definitions", "annotation_definitions", "metric_definitions" }
            .Select(name => KeyValuePair.Create(name, (JsonNode?)_data.Json(name + ".json"))));
        Assert.Empty(JsonSchemaCheck.Errors(DatasetFixture.Schema("solo-definitions"), definitions));
        Assert.Equal(9, (int)definitions["metadata"]!["totalFrames"]!);
        for (int i = 0; i < 9; i++)
        {
            JsonNode frame = Frame(i);
            Assert.Empty(JsonSchemaCheck.Errors(DatasetFixture.Schema("solo-frame"), frame));
            Assert.Equal((i, i + 5), ((int)frame["sequence"]!, (int)frame["frame"]!));
            // Every file that is named is there, and every annotation is defined.
            JsonNode capture = frame["captures"]![0]!;
            foreach (JsonNode? node in capture["annotations"]!.AsArray().Append(capture))
            {
                if (node!["filename"] is { } file)
                    Assert.True(File.Exists(_data.File($"sequence.{i}/{file}")));
            }

            Assert.Equal(
                definitions["annotation_definitions"]!["annotationDefinitions"]!.AsArray().Select(a => $"{a!["@type"]} {a["id"]}"),
                capture["annotations"]!.AsArray().Select(a => $"{a!["@type"]} {a["id"]}"));
        }
    }

    [Fact]
    public void Boxes_and_masks_are_those_of_the_frame()
    {
        for (int i = 0; i < 9; i++)
        {
            LabelledFrame frame = FramePainter.Typical(i + 5);
            JsonArray boxes = Annotation(i, "BoundingBox2D")["values"]!.AsArray();
            Assert.Equal(
                frame.Objects.Select(o => (o.InstanceId, (int)o.ClassId, o.Box)),
                boxes.Select(b => ((uint)b!["instanceId"]!, (int)b["labelId"]!, new PixelBox(
                    (float)b["origin"]![0]!, (float)b["origin"]![1]!, (float)b["dimension"]![0]!, (float)b["dimension"]![1]!))));

            Dictionary<int, uint> instances = Annotation(i, "InstanceSegmentation")["instances"]!.AsArray().ToDictionary(n => Color(n!["color"]!), n => (uint)n!["instanceId"]!);
            instances.Add(0, 0);
            Assert.Equal(frame.Identity.ToArray().Select(id => id >> 8), Colors(i, "instance segmentation").Select(c => instances[c]));

            Dictionary<int, string> classes = Annotation(i, "SemanticSegmentation")["instances"]!.AsArray().ToDictionary(n => Color(n!["pixelValue"]!), n => (string)n!["labelName"]!);
            classes.Add(0, "");
            Assert.Equal(
                frame.Identity.ToArray().Select(id => FramePainter.Classes.FirstOrDefault(c => c.Id == (byte)id)?.Name ?? ""), Colors(i, "semantic segmentation").Select(c => classes[c]));
        }
    }

    [Fact]
    public void Boxes_in_space_have_the_same_corners_in_Unitys_space()
    {
        var random = new Random(5);
        for (int n = 0; n < 50; n++)
        {
            Quaternion rotation = Quaternion.Normalize(new Quaternion(Next(), Next(), Next(), Next()));
            Vector3 center = new(Next(), Next(), Next()), corner = new(Next(), Next(), Next());
            // The object's own space is x right, y up, z back; Unity's is z forward. The camera's is y down; Unity's is y up.
            Vector3 ours = Vector3.Transform(corner, rotation) + center;
            Vector3 unitys = Vector3.Transform(new Vector3(corner.X, corner.Y, -corner.Z), SoloSpace.Camera(rotation)) + SoloSpace.Camera(center);
            Assert.Equal(0, (new Vector3(ours.X, -ours.Y, ours.Z) - unitys).Length(), 1e-4f);

            // A camera in the world: what lies ahead of it is at -z here, at +z there.
            Vector3 world = Vector3.Transform(new Vector3(corner.X, corner.Y, -corner.Z), rotation) + center;
            Vector3 there = Vector3.Transform(corner, SoloSpace.World(rotation)) + SoloSpace.World(center);
            Assert.Equal(0, (new Vector3(world.X, world.Y, -world.Z) - there).Length(), 1e-4f);
        }

        float Next() => (float)((random.NextDouble() * 4) - 2);
    }

    [Fact]
    public void Keypoints_follow_their_template_and_lie_where_they_are_seen()
    {
        JsonNode template = _data.Json("annotation_definitions.json")["annotationDefinitions"]!.AsArray().Single(a => a!["template"] is not null)!["template"]!;
        Assert.Equal(["head", "left foot", "right foot"], template["keypoints"]!.AsArray().Select(k => (string)k!["label"]!));
        JsonNode person = Annotation(0, "Keypoint")["values"]![0]!;
        LabelledFrame frame = FramePainter.Typical(5);
        LabelledObject o = frame.Objects.First(x => x.ClassId == 24);
        Assert.Equal([2, 0, 1], person["keypoints"]!.AsArray().Select(k => (int)k!["state"]!));
        float[] place = person["keypoints"]![0]!["cameraCartesianLocation"]!.AsArray().Select(v => (float)v!).ToArray();
        // Back into the picture by the pinhole's formula.
        float focal = frame.Camera.FocalLength(37);
        Assert.Equal(o.Keypoints[0].Position.X, (61 / 2f) + (focal * place[0] / place[2]), 1e-3f);
        Assert.Equal(o.Keypoints[0].Position.Y, (37 / 2f) - (focal * place[1] / place[2]), 1e-3f);
        Assert.Equal(9.5f, place[2]);
    }

    [Fact]
    public void Keypoints_in_space_do_not_see_the_lens()
    {
        // A point at (0.6, -0.3, 1) x 4 m, y up, through a lens that a pinhole's formula knows nothing of: x_d = x_u (1 + k1 r^2 + k2 r^4).
        LabelledFrame plain = FramePainter.Typical(1);
        const float K1 = -0.2f, K2 = 0.05f, R2 = 0.45f;
        float focal = plain.Camera.FocalLength(37), bent = focal * (1 + (K1 * R2) + (K2 * R2 * R2));
        LabelledObject person = plain.Objects.First(o => o.ClassId == 24) with
        {
            Keypoints = [new LabelledKeypoint(new Vector2((61 / 2f) + (bent * 0.6f), (37 / 2f) + (bent * 0.3f)), 4, 2)],
        };
        var frame = new LabelledFrame
        {
            Index = 1,
            Width = 61,
            Height = 37,
            Camera = plain.Camera with { Distortion = new Vector2(K1, K2) },
            Color = plain.Color,
            Identity = plain.Identity,
            Depth = plain.Depth,
            Normals = plain.Normals,
            Flow = plain.Flow,
            Objects = [person],
        };
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        DatasetWriter.Open(folder.File("data"), FramePainter.Options("solo"), FrameShard.Whole).Write(frame);
        JsonNode written = JsonNode.Parse(File.ReadAllText(folder.File("data/sequence.1/step0.frame_data.json")))!;
        JsonNode point = written["captures"]![0]!["annotations"]!.AsArray().Single(a => ((string)a!["@type"]!).EndsWith("KeypointAnnotation", StringComparison.Ordinal))!
            ["values"]![0]!["keypoints"]![0]!;
        float[] place = point["cameraCartesianLocation"]!.AsArray().Select(v => (float)v!).ToArray();
        Assert.Equal(2.4f, place[0], 1e-4f);
        Assert.Equal(-1.2f, place[1], 1e-4f);
        Assert.Equal(4, place[2]);
    }

    [Fact]
    public void Every_object_has_a_colour_of_its_own()
    {
        Assert.Equal(0, SoloFormat.ColorOf(0));
        var seen = new bool[1 << 24];
        for (uint i = 0; i < seen.Length; i++)
        {
            int color = SoloFormat.ColorOf(i);
            if (seen[color])
                Assert.Fail($"{i} has the colour of another.");
            seen[color] = true;
        }

        // Classes of the same colour, or of none, are told apart too.
        SceneClass a = new(1, "a", 0, true), b = new(2, "b", 0x102030, true), c = new(3, "c", 0x102030, true);
        Assert.Equal([1, 0x102030, 0x102031], SoloNames.Colors(FramePainter.Options("solo") with { Classes = [c, b, a] }).OrderBy(p => p.Key).Select(p => p.Value));
    }

    private static int Color(JsonNode rgba) => ((int)rgba[0]! << 16) | ((int)rgba[1]! << 8) | (int)rgba[2]!;

    private JsonNode Frame(int sequence) => _data.Json($"sequence.{sequence}/step0.frame_data.json");

    private JsonNode Annotation(int sequence, string kind) =>
        Frame(sequence)["captures"]![0]!["annotations"]!.AsArray().Single(a => (string)a!["@type"]! == $"type.unity.com/unity.solo.{kind}Annotation")!;

    private IEnumerable<int> Colors(int sequence, string kind) => Picture.Load(_data.File($"sequence.{sequence}/step0.camera.{kind}.png")).Rgba.ToArray()
        .Chunk(4).Select(p => (p[0] << 16) | (p[1] << 8) | p[2]);
}
