using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Datasets.Files;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

/// <summary>Shards, going on after a kill, full disks: the same whatever the format.</summary>
public sealed class DatasetWriterTests : IDisposable
{
    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    public static TheoryData<string> Formats() => new(DatasetFormats.Names);

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Formats))]
    public void Shards_in_one_folder_are_the_bytes_of_one_run(string format)
    {
        Dictionary<string, string> expected = WholeRun(format);
        foreach (int count in new[] { 2, 4, 11 })
        {
            string folder = _folder.File($"shards{count}");
            // The last shard first: the order must not matter. With 11 shards two have no frame.
            for (int number = count; number >= 1; number--)
                Run(folder, Options(format), new FrameShard(number, count));
            Assert.Equal(expected, Content(folder));
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Shards_in_folders_of_their_own_are_merged_to_the_bytes_of_one_run(string format)
    {
        Dictionary<string, string> expected = WholeRun(format);
        string[] folders = [_folder.File("a"), _folder.File("b"), _folder.File("c")];
        for (int i = 0; i < 3; i++)
            Assert.False(Run(folders[i], Options(format), new FrameShard(i + 1, 3)).IsComplete);

        string merged = _folder.File("merged");
        DatasetSummary summary = DatasetJoin.Merge(merged, folders);

        Assert.True(summary.IsComplete);
        Assert.Equal(File.ReadAllText(Path.Combine(folders[0], "dataset.json")), File.ReadAllText(Path.Combine(merged, "dataset.json")));
        Assert.Equal(expected, Content(merged));
        // Into one of them, too.
        Assert.True(DatasetJoin.Merge(folders[1], folders).IsComplete);
        Assert.Equal(expected, Content(folders[1]));
    }

    [Theory, MemberData(nameof(Formats))]
    public void A_run_that_was_killed_goes_on_without_gap_or_repeat(string format)
    {
        Dictionary<string, string> expected = WholeRun(format);
        string folder = _folder.File("killed");
        DatasetWriter writer = DatasetWriter.Open(folder, Options(format), FrameShard.Whole);
        foreach (long frame in new long[] { 0, 1, 2, 5 })
            writer.Write(FramePainter.Typical(frame));

        // Killed while frame 3 was written: some of its files are there, one is unfinished, and the fragment, which comes last, is not.
        writer.Write(FramePainter.Typical(3));
        string fragment = writer.Folder.PathOf(DatasetFolder.FragmentOf(3));
        string picture = writer.Folder.PathOf(DatasetFragment.Read(fragment)!.Files[0]);
        File.Delete(fragment);
        File.WriteAllText(picture, "half");
        File.WriteAllText(picture + DatasetFolder.Unfinished, "quarter");

        DatasetWriter next = DatasetWriter.Open(folder, Options(format), FrameShard.Whole, resume: true);
        Assert.Equal(4, next.DoneBefore);
        Assert.Equal([3, 4, 6, 7, 8], next.Remaining);
        foreach (long frame in next.Remaining)
            next.Write(FramePainter.Typical(frame));
        Assert.True(next.Join().IsComplete);
        Assert.Equal(expected, Content(folder));

        // And once more there is nothing left to do.
        Assert.Empty(DatasetWriter.Open(folder, Options(format), FrameShard.Whole, resume: true).Remaining);
    }

    [Fact]
    public void Missing_frames_are_named()
    {
        string folder = _folder.File("gaps");
        DatasetWriter writer = DatasetWriter.Open(folder, Options("coco") with { FirstFrame = 3, FrameCount = 6 }, FrameShard.Whole);
        Assert.Equal([3, 4, 5, 6, 7, 8], writer.Remaining);
        writer.Write(FramePainter.Typical(4));
        writer.Write(FramePainter.Typical(6));

        DatasetSummary summary = writer.Join();

        Assert.Equal("3, 5, 7-8", summary.Missing);
        Assert.Equal((2, 6, false), (summary.Frames, summary.FrameCount, summary.IsComplete));
        Assert.Equal(summary.Missing, DatasetJoin.Run(folder).Missing);
    }

    [Fact]
    public void Another_run_is_refused_and_the_message_says_what_differs()
    {
        string folder = _folder.File("data");
        Run(folder, Options("coco"), FrameShard.Whole);

        string again = Message(() => DatasetWriter.Open(folder, Options("coco"), FrameShard.Whole));
        Assert.Contains("has 9 of these frames already", again);
        Assert.Contains("--resume", again);
        Assert.Contains("seed is 7 there and 8 here", Message(() => DatasetWriter.Open(folder, Options("coco") with { Seed = 8 }, FrameShard.Whole, resume: true)));
        string two = Message(() => DatasetWriter.Open(folder, Options("coco") with { Width = 62, SceneHash = "ff" }, FrameShard.Whole, resume: true));
        Assert.Contains("width is 61 there and 62 here", two);
        Assert.Contains("sceneHash is \"12ab\" there and \"ff\" here", two);
        Assert.Contains("classes is another", Message(() => DatasetWriter.Open(
            folder, Options("coco") with { Classes = FramePainter.Classes[..3] }, FrameShard.Whole, resume: true)));

        Assert.Contains("camera is \"\" there and \"left\" here", Message(() => DatasetWriter.Open(folder, Options("coco") with { Camera = "left" }, FrameShard.Whole, resume: true)));

        string others = _folder.File("others");
        Directory.CreateDirectory(others);
        File.WriteAllText(Path.Combine(others, "thesis.txt"), "my only copy");
        Assert.Contains("no dataset of Fovea", Message(() => DatasetWriter.Open(others, Options("coco"), FrameShard.Whole, resume: true)));
        Assert.Contains("no dataset that Fovea made", Message(() => DatasetJoin.Run(others)));
        Run(_folder.File("other seed"), Options("coco") with { Seed = 8 }, FrameShard.Whole);
        Assert.Contains("not shards of one dataset: seed is 7", Message(() => DatasetJoin.Merge(_folder.File("m"), [folder, _folder.File("other seed")])));
    }

    [Fact]
    public void Options_that_make_no_sense_are_told()
    {
        DatasetOptions good = Options("coco");
        Assert.Contains("'cocoa'", Message(() => DatasetWriter.Open(_folder.File("x"), good with { Format = "cocoa" }, FrameShard.Whole)));
        Assert.Contains("0 frames", Message(() => (good with { FrameCount = 0 }).Validate()));
        Assert.Contains("0x37", Message(() => (good with { Width = 0 }).Validate()));
        Assert.Contains("labels no class", Message(() => (good with { Classes = [] }).Validate()));
        Assert.Contains("the number 26", Message(() => (good with { Classes = [.. FramePainter.Classes, FramePainter.Classes[1] with { Name = "x" }] }).Validate()));
        foreach (string format in new[] { "coco", "yolo" })
        {
            Assert.Contains("no class of the scene is one of things", Message(() => DatasetWriter.Open(
                _folder.File("x"), Options(format) with { Classes = FramePainter.Classes[..1] }, FrameShard.Whole)));
        }

        Assert.False(Directory.Exists(_folder.File("x")));
        foreach (string shard in new[] { "", "3", "0/2", "3/2", "a/b", "1/2/3", "-1/2", "1/0" })
            Assert.Contains("shard", Message(() => FrameShard.Parse(shard)));
        Assert.Equal(new FrameShard(2, 3), FrameShard.Parse("2/3"));
    }

    [Fact]
    public void A_damaged_fragment_is_named_when_frames_are_joined()
    {
        string folder = _folder.File("data");
        Run(folder, Options("coco"), FrameShard.Whole);
        string fragment = Path.Combine(folder, DatasetFolder.FragmentOf(4));
        byte[] whole = File.ReadAllBytes(fragment);
        // Also where a line ends: after the first, and before the last.
        foreach (int length in new[] { 0, 1, 40, Array.IndexOf(whole, (byte)'\n') + 1, Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1, whole.Length - 1 })
        {
            File.WriteAllBytes(fragment, whole[..length]);
            Assert.Contains(fragment, Message(() => DatasetJoin.Run(folder)));
        }
    }

    [Fact]
    public void Shards_that_begin_at_the_same_moment_agree()
    {
        const int Count = 6;
        for (int round = 0; round < 50; round++)
        {
            string same = _folder.File($"same{round}"), different = _folder.File($"different{round}");
            Assert.All(AtOnce(i => DatasetWriter.Open(same, Options("coco"), new FrameShard(i + 1, Count)).Write(FramePainter.Typical(i))), Assert.Null);
            Assert.Equal([0, 1, 2, 3, 4, 5], FramesIn(same));

            // Two kinds: one of them is there then, and the others are told.
            string?[] told = AtOnce(i => DatasetWriter.Open(different, Options("coco") with { Seed = (ulong)(i % 2) }, new FrameShard(i + 1, Count)));
            int kind = (int)DatasetManifest.Read(different).Seed;
            for (int i = 0; i < Count; i++)
            {
                if (i % 2 == kind)
                    Assert.Equal("", told[i] ?? "");
                else
                    Assert.Contains($"holds another dataset: seed is {kind} there and {1 - kind} here", told[i]);
            }

            Assert.Equal(["dataset.json"], Directory.GetFiles(different).Select(Path.GetFileName));
        }

        static long[] FramesIn(string folder) => Directory.GetFiles(Path.Combine(folder, "fragments"), "*.jsonl").Select(f => long.Parse(Path.GetFileNameWithoutExtension(f))).Order().ToArray();

        static string?[] AtOnce(Action<int> what)
        {
            using var start = new Barrier(Count);
            var told = new string?[Count];
            Thread[] threads = Enumerable.Range(0, Count).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    what(i);
                }
                catch (Exception e)
                {
                    told[i] = e.Message;
                }
            })).ToArray();
            Array.ForEach(threads, t => t.Start());
            Array.ForEach(threads, t => t.Join());
            return told;
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void A_disk_that_fills_up_leaves_whole_files_and_one_clear_error(string format)
    {
        Dictionary<string, string> expected = WholeRun(format);
        // Full after so many bytes: in the manifest, in a picture, in labels, in a fragment.
        for (int room = 100; room < 60000; room = (room * 3 / 2) + 7)
        {
            string root = _folder.File($"full{room}");
            int left = room;
            var folder = new DatasetFolder(root, path => new LimitedStream(path, () => left, n => left -= n));
            string message = Message(() =>
            {
                DatasetWriter writer = DatasetWriter.Open(folder, Options(format), FrameShard.Whole, resume: false);
                foreach (long frame in writer.Remaining)
                    writer.Write(FramePainter.Typical(frame));
                writer.Join();
            });

            Assert.Contains("the disk is full", message);
            Assert.Contains(root, message);
            Dictionary<string, string> there = Content(root);
            Assert.All(there, file => Assert.Equal(expected[file.Key], file.Value));

            if (room is > 3000 and < 10000)
            {
                Run(root, Options(format), FrameShard.Whole, resume: true);
                Assert.Equal(expected, Content(root));
            }
        }
    }

    [SkippableFact]
    public void The_systems_own_full_disk_is_told_as_such()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full here.");
        string root = _folder.File("data");
        DatasetWriter writer = DatasetWriter.Open(root, Options("coco"), FrameShard.Whole);
        writer.Write(FramePainter.Typical(0));
        string picture = Path.Combine(root, "images", "000001.png");
        File.CreateSymbolicLink(picture + DatasetFolder.Unfinished, "/dev/full");

        string message = Message(() => writer.Write(FramePainter.Typical(1)));

        Assert.Contains("the disk is full", message);
        Assert.Contains(picture, message);
        Assert.Equal(["000000.png"], Directory.GetFiles(Path.Combine(root, "images")).Select(Path.GetFileName));
    }

    [Fact]
    public void Frames_that_do_not_belong_are_refused()
    {
        DatasetWriter writer = DatasetWriter.Open(_folder.File("data"), Options("coco") with { Channels = DatasetChannels.Flow }, FrameShard.Whole);
        Assert.Contains("60x37", Assert.Throws<ArgumentException>(() => writer.Write(FramePainter.Typical(0, 60))).Message);
        Assert.Contains("none of the 9", Assert.Throws<ArgumentException>(() => writer.Write(FramePainter.Typical(9))).Message);
        var painter = new FramePainter(61, 37);
        painter.Paint(1, 99, (x, y) => x == y);
        Assert.Contains("class 99", Message(() => writer.Write(painter.Build())));
    }

    private static DatasetOptions Options(string format) => FramePainter.Options(format) with
    {
        Channels = DatasetChannels.Depth | DatasetChannels.DepthFloat | DatasetChannels.Normals | DatasetChannels.Flow | DatasetChannels.FlowPng,
        ValidationShare = 0.4,
    };

    private static string Message(Action action) => Assert.Throws<SceneException>(action).Message;

    private static DatasetSummary Run(string folder, DatasetOptions options, FrameShard shard, bool resume = false)
    {
        DatasetWriter writer = DatasetWriter.Open(folder, options, shard, resume);
        foreach (long frame in writer.Remaining)
            writer.Write(FramePainter.Typical(frame));
        return writer.Join();
    }

    private static Dictionary<string, string> Content(string folder) => !Directory.Exists(folder) ? [] : Directory
        .GetFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));

    private Dictionary<string, string> WholeRun(string format)
    {
        string folder = _folder.File("whole");
        Assert.True(Run(folder, Options(format), FrameShard.Whole).IsComplete);
        return Content(folder);
    }

    /// <summary>A file on a disk with little room.</summary>
    private sealed class LimitedStream(string path, Func<int> left, Action<int> take) : MemoryStream
    {
        private readonly FileStream _file = File.Create(path);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int written = Math.Min(buffer.Length, left());
            _file.Write(buffer[..written]);
            take(written);
            if (written < buffer.Length)
                throw new IOException("No space left on device", 28);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing) => _file.Dispose();
    }
}
