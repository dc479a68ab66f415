using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Fovea.Player.Output;
using Fovea.Player.Watching;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>How long each stage of a frame takes: on the GPU by its own clock, else by the processor's.</summary>
internal sealed class StageTimes
{
    public const string Source = "source";
    public const string Upload = "upload";
    public const string Convert = "convert";
    public const string Compute = "network";
    public const string Decode = "decode";
    public const string Draw = "draw";
    public const string ReadBack = "read-back";
    public const string Save = "save";

    public const string Latency = "latency";

    private readonly string[] _order;
    private readonly Dictionary<string, Series> _series;
    private readonly string[] _onGpu;

    /// <summary>Prepares to measure.</summary>
    /// <param name="networkOnGpu">Whether the networks' time is one on the GPU.</param>
    /// <param name="networks">The networks; where there are several, their stages begin with their names.</param>
    public StageTimes(bool networkOnGpu, IReadOnlyList<Network> networks)
    {
        string[] each = networks.SelectMany(n => new[] { Convert, Compute, Decode }.Select(stage => Of(n, stage))).ToArray();
        OfWindow = [Upload, .. each, Draw];
        _order = [Source, .. OfWindow, ReadBack, Save, Latency];
        _series = _order.ToDictionary(name => name, _ => new Series());
        NetworkOnHost = !networkOnGpu;
        _onGpu = OfWindow.Where(stage => stage != Upload && (networkOnGpu || !networks.Any(n => stage == NetworkOf(n.Name)))).ToArray();
    }

    /// <summary>The stages of a window's frame, in order.</summary>
    public string[] OfWindow { get; }

    /// <summary>Whether the processor's clock measures the network.</summary>
    public bool NetworkOnHost { get; }

    /// <summary>The stage in which a network computes.</summary>
    /// <param name="network">Its name.</param>
    public string NetworkOf(string network) => VisionOptions.Stage(network, Compute);

    /// <summary>Adds the time since a stamp of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public void AddSince(string stage, long start) => Add(stage, Stopwatch.GetElapsedTime(start).TotalMilliseconds);

    /// <summary>Adds milliseconds.</summary>
    public void Add(string stage, double milliseconds) => _series[stage].Add(milliseconds);

    /// <summary>Takes the times that have come from the GPU since it was asked last.</summary>
    public void Collect(GpuTimers timers)
    {
        foreach (string stage in _onGpu)
        {
            Series series = _series[stage];
            long count = timers.Count(stage);
            if (count == series.Seen)
                continue;
            series.Seen = count;
            series.Add(timers.Milliseconds(stage) ?? 0);
        }
    }

    /// <summary>The time of each stage since it was asked last; not a number where it did not run.</summary>
    public void Take(ReadOnlySpan<string> stages, Span<float> milliseconds)
    {
        for (int i = 0; i < stages.Length; i++)
            milliseconds[i] = (float)_series[stages[i]].Take();
    }

    /// <summary>The mean of the last times of a stage, up to thirty of them; null before the first.</summary>
    public float? Recent(string stage) => _series[stage].Recent(30);

    /// <summary>Median and spread of the stages that were measured, in order.</summary>
    public IEnumerable<(string Stage, Spread Spread)> Summary() =>
        _order.Where(stage => _series[stage].Any).Select(stage => (stage, _series[stage].Spread()));

    private static string Of(Network network, string stage) => VisionOptions.Stage(network.Name, stage);

    /// <summary>The last few thousand times, in memory made once.</summary>
    private sealed class Series
    {
        private readonly double[] _values = new double[4096];
        private long _count;
        private double _latest = double.NaN;

        public long Seen { get; set; }

        public bool Any => _count > 0;

        public void Add(double milliseconds)
        {
            _values[_count++ % _values.Length] = milliseconds;
            _latest = milliseconds;
        }

        public double Take()
        {
            double taken = _latest;
            _latest = double.NaN;
            return taken;
        }

        public float? Recent(int most)
        {
            int count = (int)Math.Min(_count, most);
            double sum = 0;
            for (int i = 1; i <= count; i++)
                sum += _values[(_count - i) % _values.Length];
            return count > 0 ? (float)(sum / count) : null;
        }

        public Spread Spread() => Output.Spread.Of(_values.Take((int)Math.Min(_count, _values.Length)));
    }
}
