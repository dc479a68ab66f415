using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Fovea.Gpu;
using Fovea.Player.Output;
using Fovea.Scenes.Datasets;
using Fovea.Scenes.Labels;

namespace Fovea.Player.Worlds;

/// <summary>Draws the frames of a dataset that are not there yet and hands them to threads that write them.</summary>
internal sealed class DatasetGeneration : IDisposable
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(30);

    private readonly EpisodeRenderer _renderer;
    private readonly DatasetWriter _writer;
    private readonly DatasetQueue _queue;
    private readonly IEnumerator<long> _frames;
    private readonly LabelParts _parts;
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _drawnAll;

    /// <summary>Prepares to draw with a renderer, which stays its owner's.</summary>
    public DatasetGeneration(EpisodeRenderer renderer, DatasetWriter writer)
    {
        (_renderer, _writer) = (renderer, writer);
        _parts = PartsOf(writer.Options.Channels);
        Total = writer.Remaining.LongCount();
        _frames = writer.Remaining.GetEnumerator();
        _queue = new DatasetQueue(writer);
    }

    /// <summary>How many frames are to be made.</summary>
    public long Total { get; }

    /// <summary>How many are written.</summary>
    public long Written => _queue.Written;

    /// <summary>Frames a second so far.</summary>
    public double Rate => Written / Math.Max(1e-3, Stopwatch.GetElapsedTime(_start).TotalSeconds);

    /// <summary>Makes all frames, and joins what is there.</summary>
    /// <param name="terminal">Shows how far it is.</param>
    /// <param name="context">Where it is drawn.</param>
    /// <returns>What the dataset holds.</returns>
    /// <exception cref="OperationCanceledException">The person asked for the end; what was written by then is joined and whole.</exception>
    /// <exception cref="Scenes.SceneException">A frame cannot be made or written.</exception>
    public DatasetSummary Run(Terminal terminal, GpuContext context)
    {
        TimeSpan noted = TimeSpan.Zero;
        try
        {
            if (Total > 0)
                terminal.Progress("Generating", Step, note: () => string.Create(CultureInfo.InvariantCulture, $"{Rate:0.0} frames/s"));
        }
        catch (OperationCanceledException)
        {
            // What was drawn by then is written, and the files that list frames list these.
            _queue.Finish();
            _writer.Join();
            throw;
        }

        _queue.Finish();
        return _writer.Join();

        double Step()
        {
            context.Update();
            Advance();
            TimeSpan now = Stopwatch.GetElapsedTime(_start);
            if (!terminal.HasScreen && now - noted > BetweenNotes)
            {
                noted = now;
                TimeSpan left = TimeSpan.FromSeconds((Total - Written) / Math.Max(Rate, 1e-6));
                terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{Written} of {Total} frames, {Rate:0.0} a second, {left:hh\\:mm\\:ss} left"));
            }

            // Nearly all is not all: what waits to be written comes after the last step.
            return _drawnAll && _renderer.Pending == 0 ? 1 : Math.Min(0.999, (double)Written / Total);
        }
    }

    public void Dispose()
    {
        _frames.Dispose();
        _queue.Dispose();
    }

    private void Advance()
    {
        if (!_drawnAll)
        {
            if (_frames.MoveNext())
            {
                _renderer.Draw(_frames.Current);
                while (!_renderer.TryBring(_parts))
                    Hand(wait: true);
            }
            else
            {
                _drawnAll = true;
            }
        }

        Hand(wait: _drawnAll);
    }

    private void Hand(bool wait)
    {
        if (_renderer.Take(wait) is not { } frame)
            return;
        try
        {
            _queue.Add(frame, frame);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    private static LabelParts PartsOf(DatasetChannels channels)
    {
        LabelParts parts = LabelParts.Color | LabelParts.Identity | LabelParts.Objects;
        if ((channels & (DatasetChannels.Depth | DatasetChannels.DepthFloat)) != 0)
            parts |= LabelParts.Depth;
        if ((channels & DatasetChannels.Normals) != 0)
            parts |= LabelParts.Normals;
        if ((channels & (DatasetChannels.Flow | DatasetChannels.FlowPng)) != 0)
            parts |= LabelParts.Flow;
        return parts;
    }
}
