using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Capture;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Training.Data;
using Fovea.Vision;

namespace Fovea.Player.Evaluation;

/// <summary>Looks at labelled pictures one after the other.</summary>
internal abstract class Evaluation : IDisposable
{
    /// <summary>How many pictures there are.</summary>
    public abstract int Count { get; }

    /// <summary>Looks at the next picture.</summary>
    /// <returns>How much is done, 0 .. 1.</returns>
    public abstract double Step();

    /// <summary>What came out.</summary>
    /// <param name="model">The network's file.</param>
    /// <param name="task">What it does.</param>
    public abstract EvaluationReport Report(string model, string task);

    public abstract void Dispose();

    /// <summary>On one kind of labels.</summary>
    public sealed class Of<TExample, TResult> : Evaluation
        where TExample : Example
        where TResult : VisionResult
    {
        private readonly LabelledSet<TExample> _set;
        private readonly IReadOnlyList<Seer<TResult>> _seers;
        private readonly IMeasure<TExample, TResult>[] _measures;
        private readonly IReadOnlyList<string> _notes;
        private readonly List<PictureDifference> _differences = new();
        private int _next;

        /// <summary>Prepares to look.</summary>
        /// <param name="set">The pictures.</param>
        /// <param name="seers">What looks; becomes this object's.</param>
        /// <param name="measure">Makes what adds up.</param>
        /// <param name="notes">What is left out or taken together.</param>
        public Of(LabelledSet<TExample> set, IReadOnlyList<Seer<TResult>> seers, Func<IMeasure<TExample, TResult>> measure, IReadOnlyList<string> notes)
        {
            (_set, _seers, _notes) = (set, seers, notes);
            _measures = seers.Select(_ => measure()).ToArray();
        }

        public override int Count => _set.Examples.Count;

        public override double Step()
        {
            TExample example = _set.Examples[_next++];
            Picture picture = example.Load();
            TResult[] results = _seers.Select(s => s.Look(picture)).ToArray();
            for (int i = 0; i < results.Length; i++)
                _measures[i].Add(example, picture, results[i]);
            if (results.Length == 2 && _measures[0].Difference(results[0], results[1]) is { } difference)
                _differences.Add(new PictureDifference(example.Name, difference));
            return (double)_next / Count;
        }

        public override EvaluationReport Report(string model, string task) => new(
            model, _set.Source, task, _next, _notes,
            _seers.Select((s, i) => new EvaluationSide(
                s.Backend, s.Description, _measures[i].Metrics, _measures[i].Classes, _measures[i].NotFinite, Math.Round(Spread.Of(s.Times).Median, 3))).ToArray(),
            _seers.Count == 2 ? _differences : null);

        public override void Dispose()
        {
            foreach (Seer<TResult> seer in _seers)
                seer.Dispose();
        }
    }
}
