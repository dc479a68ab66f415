using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Capture;
using Xunit;

namespace Fovea.Tests.Capture;

public sealed class FrameQueueTests
{
    private readonly FramePool _pool = new(4);

    [Fact]
    public void A_full_live_queue_drops_the_oldest_and_counts_it()
    {
        var queue = new FrameQueue(2, dropOldest: true);
        for (int i = 0; i < 5; i++)
            Assert.True(queue.Enqueue(Make(i)));

        Assert.Equal(3, queue.Dropped);
        Assert.Equal(3, Take(queue));
        Assert.Equal(4, Take(queue));
        Assert.False(queue.TryDequeue(out _));
    }

    [Fact]
    public async Task A_full_file_queue_makes_the_reader_wait()
    {
        var queue = new FrameQueue(1, dropOldest: false);
        queue.Enqueue(Make(0));
        Task<bool> second = Task.Run(() => queue.Enqueue(Make(1)));
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(100)));

        Assert.Equal(0, Take(queue));
        Assert.True(await second.WaitAsync(Sources.Patience));
        Assert.Equal(1, Take(queue));
        Assert.Equal(0, queue.Dropped);
    }

    [Fact]
    public async Task Closing_frees_a_reader_that_waits()
    {
        var queue = new FrameQueue(1, dropOldest: false);
        queue.Enqueue(Make(0));
        Task<bool> second = Task.Run(() => queue.Enqueue(Make(1)));
        await Task.Delay(30);
        queue.Close();

        Assert.False(await second.WaitAsync(Sources.Patience));
    }

    [Fact]
    public void An_error_comes_after_the_frames_before_it()
    {
        var queue = new FrameQueue(4, dropOldest: false);
        queue.Enqueue(Make(0));
        queue.Complete(new IOException("gone"));

        Assert.False(queue.Ended);
        Assert.Equal(0, Take(queue));
        Assert.Equal("gone", Assert.Throws<IOException>(() => queue.TryDequeue(out _)).Message);
    }

    [Fact]
    public void Waiting_ends_with_the_time_or_the_end()
    {
        var queue = new FrameQueue(1, dropOldest: true);
        Assert.False(queue.Wait(TimeSpan.FromMilliseconds(20)));
        using var timer = new Timer(_ => queue.Complete(null), null, 30, Timeout.Infinite);
        Assert.False(queue.Wait(Sources.Patience));
        Assert.True(queue.Ended);
    }

    [Fact]
    public void A_frame_that_is_given_back_twice_is_lent_once()
    {
        Frame first = Make(0);
        first.Dispose();
        first.Dispose();
        Assert.Same(first, Make(1));
        Assert.NotSame(first, Make(2));
    }

    private static long Take(FrameQueue queue)
    {
        Assert.True(queue.TryDequeue(out Frame? frame));
        using (frame)
            return frame.Index;
    }

    private Frame Make(long index)
    {
        Frame frame = _pool.Rent(2, 2, FrameFormat.Rgba);
        frame.Index = index;
        return frame;
    }
}
