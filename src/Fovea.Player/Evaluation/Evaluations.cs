using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Player.Networks;
using Fovea.Runtime;
using Fovea.Training.Data;
using Fovea.Vision;
using Fovea.Vision.Cards;

namespace Fovea.Player.Evaluation;

/// <summary>Makes an evaluation of a network by its card's task. A new task is a line here and a measure.</summary>
internal sealed class Evaluations
{
    private readonly EvaluationOptions _options;
    private readonly NetworkFile _file;
    private readonly GpuContext? _context;

    private Evaluations(EvaluationOptions options, NetworkFile file, GpuContext? context) => (_options, _file, _context) = (options, file, context);

    private ModelCard Card => _file.Card;

    /// <summary>Makes one.</summary>
    /// <param name="options">What is evaluated, and how.</param>
    /// <param name="file">The network.</param>
    /// <param name="context">Where GL compute runs; null where it is not asked for.</param>
    /// <exception cref="UsageException">The network's task has no measure.</exception>
    public static Evaluation Create(EvaluationOptions options, NetworkFile file, GpuContext? context)
    {
        var make = new Evaluations(options, file, context);
        return file.Card.Task switch
        {
            "Classification" => make.Classification(),
            "Detection" => make.Detection(),
            "Segmentation" => make.Segmentation(),
            _ => throw new UsageException($"Networks for {file.Card.Task} have no labels to be measured by; classification, detection and segmentation have."),
        };
    }

    private Evaluation Classification()
    {
        ClassifierOptions options = ClassifierOptions.Of(Card) with { Top = ClassMeasure.Top, ScoreThreshold = 0, Smoothing = TimeSpan.Zero };
        LabelledSet<ClassExample> set = LabelledData.OpenClasses(_options.Data, Known(Card.Labels.Count));
        ClassMatching matching = Match(set.Classes);
        return new Evaluation.Of<ClassExample, ClassificationResult>(
            set, Seers(options, setup => new ClassificationReader(options, setup)), () => new ClassMeasure(matching), matching.Notes);
    }

    private Evaluation Detection()
    {
        DetectorOptions shown = DetectorOptions.Of(Card);
        // Average precision looks at the whole curve, of which a card's threshold is one point; COCO takes the 100 best.
        DetectorOptions options = shown with { ScoreThreshold = (float)_options.ScoreThreshold, MaxDetections = 100 };
        LabelledSet<BoxExample> set = LabelledData.OpenBoxes(_options.Data, Known(Card.Labels.Count));
        ClassMatching matching = Match(set.Classes);
        return new Evaluation.Of<BoxExample, DetectionResult>(
            set, Seers(options, setup => new DetectionReader(options, setup)), () => new BoxMeasure(matching, shown.ScoreThreshold), matching.Notes);
    }

    private Evaluation Segmentation()
    {
        SegmenterOptions options = SegmenterOptions.Of(Card) with { KeepMap = true };
        if (options.Soft)
            throw new UsageException("A soft mask is no class of each pixel; leave out 'soft' in the card to measure it as foreground and background.");
        LabelledSet<MaskExample> set = LabelledData.OpenMasks(_options.Data);
        ClassMatching matching = Match(set.Classes);
        return new Evaluation.Of<MaskExample, SegmentationResult>(
            set, Seers(options, setup => new SegmentationReader(options, setup)), () => new MaskMeasure(matching), matching.Notes);
    }

    private static int? Known(int labels) => labels > 0 ? labels : null;

    private ClassMatching Match(IReadOnlyList<string> classes)
    {
        if (Card.Labels.Count == 0)
            throw new UsageException($"The card {Card.Source} has no labels, so that nobody knows what the network's classes are. Add them: \"labels\": \"names.txt\".");
        return ClassMatching.Of(Card.Labels, classes, _options.Map);
    }

    private List<Seer<TResult>> Seers<TResult>(VisionOptions options, Func<VisionSetup, VisionReader<TResult>> read)
        where TResult : VisionResult
    {
        var seers = new List<Seer<TResult>>();
        try
        {
            foreach (string backend in _options.Backends)
            {
                IModelRunner runner = _file.Open(backend == "gl" ? _context : null, _options.Planning);
                // Beside GL compute ONNX Runtime gets the pictures that the GPU converted, so that what differs is the network alone:
                // a GPU filters textures with 8 bits between texels.
                seers.Add(_context is not null ? Seer<TResult>.OnGpu(_context, runner, options, read) : Seer<TResult>.OnHost(runner, options, read));
            }

            return seers;
        }
        catch
        {
            seers.ForEach(s => s.Dispose());
            throw;
        }
    }
}
