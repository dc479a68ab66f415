using System;
using System.Linq;
using System.Threading;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Weights packed by one thread and taken by another.</summary>
public sealed class WeightPackingTests
{
    [Fact]
    public void They_come_in_order_each_packed_once_whoever_packs_them()
    {
        for (int round = 0; round < 50; round++)
        {
            int count = round % 7 * 5;
            var times = new int[count];
            using var packing = new WeightPacking(Enumerable.Range(0, count).Select(i => Weights(4 * i, () =>
            {
                Interlocked.Increment(ref times[i]);
                return Enumerable.Repeat(i, i).ToArray();
            })).ToArray());
            for (int i = 0; i < count; i++)
            {
                if (round % 3 != 0 || !packing.TryTake(out int[]? words))
                    words = packing.Take();
                Assert.Equal(Enumerable.Repeat(i, i), words);
            }

            Assert.All(times, n => Assert.Equal(1, n));
        }
    }

    [Fact]
    public void Only_so_many_bytes_are_packed_ahead()
    {
        const int Each = (int)(WeightPacking.MostAhead / 4);
        int packed = 0;
        using var packing = new WeightPacking(Enumerable.Range(0, 12).Select(i => Weights(i == 8 ? 8 * Each : Each, () =>
        {
            Interlocked.Increment(ref packed);
            return Array.Empty<int>();
        })).ToArray());
        Settles(4, () => packed);
        packing.Take();
        Settles(5, () => packed);
        for (int i = 1; i < 8; i++)
            packing.Take();
        // What is larger than the whole allowance comes alone.
        Settles(9, () => packed);
        packing.Take();
        Settles(12, () => packed);
    }

    [Fact]
    public void What_goes_wrong_is_told_to_whoever_takes()
    {
        using var packing = new WeightPacking(new[]
        {
            Weights(4, () => new int[1]),
            Weights(4, () => throw new ModelException("These weights are none.")),
        });
        Assert.Equal("These weights are none.", Assert.Throws<ModelException>(() =>
        {
            packing.Take();
            packing.Take();
        }).Message);
        Assert.Throws<ModelException>(() => packing.TryTake(out _));
    }

    [Fact]
    public void Nothing_is_packed_after_it_is_given_up()
    {
        using var begun = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        int packed = 0;
        var packing = new WeightPacking(Enumerable.Range(0, 5).Select(_ => Weights(4, () =>
        {
            Interlocked.Increment(ref packed);
            begun.Set();
            held.Wait();
            return new int[1];
        })).ToArray());
        Assert.True(begun.Wait(TimeSpan.FromMinutes(1)));
        packing.Dispose();
        held.Set();
        Settles(1, () => packed);
    }

    private static PlanWeights Weights(int bytes, Func<int[]> pack) =>
        new("w", new PlanTensor("w", ElementType.Int32, new Shape(bytes / 4), Layout.RowMajor, PlanStorage.Weights), pack);

    // It gets there, however busy the machine is, and no further in the time that so little needs.
    private static void Settles(int expected, Func<int> count)
    {
        Assert.True(SpinWait.SpinUntil(() => count() >= expected, TimeSpan.FromMinutes(1)), $"{count()} of {expected}");
        Thread.Sleep(50);
        Assert.Equal(expected, count());
    }
}
