using System;
using System.IO;
using System.Threading;
using Fovea.Scenes;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Datasets.Files;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class DatasetQueueTests : IDisposable
{
    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_number_of_threads_writes_the_same_bytes()
    {
        byte[]? labels = null;
        foreach (int workers in new[] { 1, 2, 5 })
        {
            string folder = _folder.File($"data{workers}");
            DatasetWriter writer = DatasetWriter.Open(folder, FramePainter.Options("coco", count: 40), FrameShard.Whole);
            int given = 0, back = 0;
            using (var queue = new DatasetQueue(writer, workers))
            {
                foreach (long frame in writer.Remaining)
                {
                    given++;
                    queue.Add(FramePainter.Typical(frame), new Return(() => Interlocked.Increment(ref back)));
                }

                queue.Finish();
                Assert.Equal(40, queue.Written);
            }

            Assert.Equal(given, back);
            writer.Join();
            byte[] found = File.ReadAllBytes(Path.Combine(folder, "annotations/instances.json"));
            Assert.Equal(labels ?? found, found);
            labels = found;
        }
    }

    [Fact]
    public void Adding_waits_while_the_queue_is_full()
    {
        using var gate = new ManualResetEventSlim();
        var folder = new DatasetFolder(_folder.File("data"), path =>
        {
            if (path.Contains("images", StringComparison.Ordinal))
                gate.Wait();
            return File.Create(path);
        });
        DatasetWriter writer = DatasetWriter.Open(folder, FramePainter.Options("coco"), FrameShard.Whole, resume: false);
        using var queue = new DatasetQueue(writer, workers: 1, capacity: 2);
        int added = 0;
        var adding = new Thread(() =>
        {
            foreach (long frame in writer.Remaining)
            {
                queue.Add(FramePainter.Typical(frame));
                Interlocked.Increment(ref added);
            }
        });

        adding.Start();
        // One is being written, two wait, and the fourth stands at the door.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref added) == 3, TimeSpan.FromSeconds(30)));
        Assert.False(adding.Join(TimeSpan.FromMilliseconds(200)));
        Assert.Equal(3, added);
        gate.Set();
        Assert.True(adding.Join(TimeSpan.FromSeconds(30)));
        queue.Finish();
        Assert.Equal(9, queue.Written);
    }

    [Fact]
    public void A_failure_is_told_at_the_next_call_and_all_memory_comes_back()
    {
        int back = 0;
        var folder = new DatasetFolder(_folder.File("data"), path => path.Contains("000002", StringComparison.Ordinal)
            ? throw new IOException("the disk said no") : File.Create(path));
        DatasetWriter writer = DatasetWriter.Open(folder, FramePainter.Options("coco"), FrameShard.Whole, resume: false);
        int added = 0;
        using var queue = new DatasetQueue(writer, workers: 2, capacity: 1);
        Action adding = () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                queue.Add(FramePainter.Typical(Math.Min(i, 8)), new Return(() => Interlocked.Increment(ref back)));
                added++;
            }
        };
        SceneException e = Assert.Throws<SceneException>(adding);

        Assert.Contains("the disk said no", e.Message);
        Assert.Contains("the disk said no", Assert.Throws<SceneException>(queue.Finish).Message);
        Assert.Equal(added, back);
        Assert.DoesNotContain(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories), f => f.EndsWith(DatasetFolder.Unfinished, StringComparison.Ordinal));
        Assert.DoesNotContain(2, new DatasetParts(folder, writer.Options).Frames);
    }

    private sealed class Return(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
