using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Fovea.Training.Data.Views;

/// <summary>Reads COCO's run lengths: lengths of runs outside and inside by turns, down one column after the other.</summary>
internal static class CocoRuns
{
    /// <summary>Calls for each pixel inside.</summary>
    /// <param name="entry">The annotation, whose <c>segmentation</c> has <c>size</c> and <c>counts</c>.</param>
    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    /// <param name="fill">Takes the pixel's place.</param>
    /// <exception cref="DataException">They are no run lengths of such a picture.</exception>
    public static void Fill(JsonEntry entry, int width, int height, Action<int> fill)
    {
        JsonElement segmentation = entry.Value.GetProperty("segmentation");
        double[] size = new JsonEntry(segmentation, entry.Where).Numbers("size", 2);
        if (size[0] != height || size[1] != width)
            throw entry.Wrong($"'size' is {size[0]} x {size[1]}, but the picture is {height} high and {width} wide");
        if (!segmentation.TryGetProperty("counts", out JsonElement counts))
            throw entry.Wrong("'segmentation' has no 'counts'");
        IReadOnlyList<long> runs = counts.ValueKind == JsonValueKind.String ? Decode(counts.GetString()!) ?? throw entry.Wrong("'counts' is cut short or has a character that is none of COCO's")
            : counts.ValueKind == JsonValueKind.Array ? counts.EnumerateArray().Select(c => Length(entry, c)).ToArray() : throw entry.Wrong("'counts' is neither a text nor a list");
        // Each by itself first: the sum of others might be too large for a number.
        long pixels = (long)width * height;
        foreach (long run in runs)
        {
            if (run < 0 || run > pixels)
                throw entry.Wrong($"a run is {run} pixels long; 0 to {pixels} are expected");
        }

        if (runs.Sum() != pixels)
            throw entry.Wrong($"the runs are {runs.Sum()} pixels long in all; {pixels} are expected");
        int at = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            for (int end = at + (int)runs[i]; at < end; at++)
            {
                if (i % 2 == 1)
                    fill((at % height * width) + (at / height));
            }
        }
    }

    private static long Length(JsonEntry entry, JsonElement run) => run.ValueKind == JsonValueKind.Number && run.TryGetInt64(out long length) ? length
        : throw entry.Wrong($"'counts' has {Shortened(run.GetRawText())}, which is no whole number of pixels");

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..37] + "...";

    /// <summary>COCO's text: five bits a character, lowest first, bit 5 where more follow, bit 4 of the last the sign; from the fourth on a difference to the one before the last.</summary>
    private static List<long>? Decode(string text)
    {
        var runs = new List<long>();
        for (int at = 0; at < text.Length;)
        {
            long value = 0;
            for (int shift = 0; ; shift += 5)
            {
                int bits = at < text.Length ? text[at++] - 48 : -1;
                if (bits is < 0 or > 63 || shift > 50)
                    return null;
                value |= (long)(bits & 31) << shift;
                if (bits >= 32)
                    continue;
                if ((bits & 16) != 0)
                    value |= -1L << (shift + 5);
                break;
            }

            runs.Add(runs.Count > 2 ? value + runs[^2] : value);
        }

        return runs;
    }
}
