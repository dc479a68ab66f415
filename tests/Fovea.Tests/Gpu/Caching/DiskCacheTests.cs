using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu.Caching;
using Xunit;

namespace Fovea.Tests.Gpu.Caching;

public sealed class DiskCacheTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fovea-cache-").FullName;

    private string Folder => Path.Combine(_root, "cache");

    private FileInfo[] Files => new DirectoryInfo(Folder).GetFiles();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_stored_is_read_back_by_another_process_too()
    {
        var cache = new DiskCache(Folder);
        Assert.Null(cache.TryRead("key"));
        Assert.False(Directory.Exists(Folder), "Reading must not make the folder.");

        Assert.True(cache.TryWrite("key", new byte[] { 1, 2, 3 }));
        Assert.True(cache.TryWrite("other", Array.Empty<byte>()));
        Assert.Equal(new byte[] { 1, 2, 3 }, new DiskCache(Folder).TryRead("key"));
        Assert.Empty(new DiskCache(Folder).TryRead("other")!);
        Assert.Null(cache.TryRead("KEY"));

        Assert.True(cache.TryWrite("key", new byte[] { 9 }));
        Assert.Equal(new byte[] { 9 }, cache.TryRead("key"));
        Assert.Equal(2, Files.Length);
    }

    public static TheoryData<string> Damages => new() { "empty", "truncated", "longer", "a bit flipped", "another key's", "somebody else's" };

    [Theory, MemberData(nameof(Damages))]
    public void A_file_that_is_not_whole_is_as_good_as_none_and_makes_room(string damage)
    {
        var cache = new DiskCache(Folder);
        cache.TryWrite("other", new byte[] { 7, 7 });
        byte[] foreign = File.ReadAllBytes(Files.Single().FullName);
        cache.Clear();
        cache.TryWrite("key", Enumerable.Range(0, 200).Select(i => (byte)i).ToArray());
        string path = Files.Single().FullName;
        byte[] good = File.ReadAllBytes(path);
        byte[] flipped = (byte[])good.Clone();
        flipped[^1] ^= 4;
        File.WriteAllBytes(path, damage switch
        {
            "empty" => [],
            "truncated" => good[..^1],
            "longer" => [.. good, 0],
            "a bit flipped" => flipped,
            "another key's" => foreign,
            _ => "#!/bin/sh\necho not a cache entry, but as long as one has to be, so that its header is read at all: 0123456789\n"u8.ToArray(),
        });

        Assert.Null(cache.TryRead("key"));
        Assert.Empty(Files);
        Assert.True(cache.TryWrite("key", new byte[] { 1 }));
        Assert.Equal(new byte[] { 1 }, cache.TryRead("key"));
    }

    [Fact]
    public void It_stays_below_its_size_and_forgets_what_was_unused_longest()
    {
        var cache = new DiskCache(Folder, capacity: 10_000);
        for (int i = 0; i < 8; i++)
        {
            cache.TryWrite($"key {i}", new byte[1000]);
            // Times are set, not waited for.
            foreach (FileInfo file in Files.Where(f => f.LastWriteTimeUtc > DateTime.UtcNow.AddHours(-1)))
                file.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-20 + i);
        }

        // An entry that is read counts as used.
        Assert.NotNull(cache.TryRead("key 0"));
        Assert.True(cache.TryWrite("large", new byte[4000]));
        Assert.InRange(Files.Sum(f => f.Length), 4000, 10_000);
        Assert.NotNull(cache.TryRead("large"));
        Assert.NotNull(cache.TryRead("key 0"));
        Assert.NotNull(cache.TryRead("key 7"));
        Assert.Null(cache.TryRead("key 1"));

        Assert.False(cache.TryWrite("too large", new byte[10_000]));
        Assert.Contains("more than the 10000", cache.Problem);
    }

    [Fact]
    public void Files_of_others_are_never_deleted_and_abandoned_ones_are()
    {
        Directory.CreateDirectory(Folder);
        string notes = Path.Combine(Folder, "notes.txt"), old = Path.Combine(Folder, "a.fovea-temporary"), young = Path.Combine(Folder, "b.fovea-temporary");
        foreach (string path in new[] { notes, old, young })
            File.WriteAllBytes(path, new byte[50_000]);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));

        var cache = new DiskCache(Folder, capacity: 5000);
        for (int i = 0; i < 20; i++)
            cache.TryWrite($"key {i}", new byte[1000]);
        cache.Clear();
        Assert.Equal(new[] { "b.fovea-temporary", "notes.txt" }, Files.Select(f => f.Name).OrderBy(n => n));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_nothing_but_time()
    {
        // Works for root too, who may write where the permissions say nobody may.
        File.WriteAllText(Folder, "a file where the folder should be");
        var cache = new DiskCache(Folder);
        Assert.Null(cache.TryRead("key"));
        Assert.False(cache.TryWrite("key", new byte[] { 1 }));
        Assert.Contains(Folder, cache.Problem);
        Assert.Equal("a file where the folder should be", File.ReadAllText(Folder));
    }

    [Fact]
    public async Task Many_writers_and_readers_never_see_half_an_entry()
    {
        // A cache object each, as processes have.
        var keys = Enumerable.Range(0, 5).Select(i => $"key {i}").ToArray();
        int[] wrong = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            var cache = new DiskCache(Folder, capacity: 30_000);
            int bad = 0;
            for (int round = 0; round < 100; round++)
            {
                string key = keys[(writer + round) % keys.Length];
                byte value = (byte)(writer * 50 + round % 50);
                cache.TryWrite(key, Enumerable.Repeat(value, 3000 + value).ToArray());
                if (cache.TryRead(key) is { } read && (read.Length != 3000 + read[0] || read.Any(b => b != read[0])))
                    bad++;
            }

            return bad;
        })));
        Assert.All(wrong, bad => Assert.Equal(0, bad));
        Assert.DoesNotContain(Files, f => f.Name.EndsWith(".fovea-temporary", StringComparison.Ordinal));
        Assert.InRange(Files.Length, 1, keys.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_path_that_is_none_is_refused(string folder) => Assert.ThrowsAny<ArgumentException>(() => new DiskCache(folder));

    [Fact]
    public void A_cache_without_room_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiskCache(Folder, 0));
}
