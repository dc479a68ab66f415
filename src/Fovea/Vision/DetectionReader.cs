using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>Reads boxes: a decoder proposes, suppression selects.</summary>
public sealed class DetectionReader : VisionReader<DetectionResult>
{
    private readonly DetectorOptions _options;
    private readonly Decoder _decoder;
    private readonly CandidateList _candidates;

    /// <summary>A reader for a network.</summary>
    /// <param name="options">The decoder, labels and thresholds.</param>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">There is no such decoder, or the network's outputs are not what it reads.</exception>
    public DetectionReader(DetectorOptions options, VisionSetup setup)
        : this(options, DecoderRegistry.Create(options.Decoder, new DecoderSetup(
            setup.Outputs, setup.Input, options.Input, options.Labels.Count, new DecoderParameters(options.Parameters))))
    {
    }

    private DetectionReader(DetectorOptions options, Decoder decoder)
        : base(decoder.Outputs)
    {
        _options = options with { Suppression = decoder.SuppressionFor(options.Suppression) };
        _decoder = decoder;
        _candidates = new CandidateList(decoder.CandidateCount, decoder.KeypointCount);
        Layout = new DetectionLayout(options.MaxDetections, decoder.KeypointCount);
    }

    /// <summary>How the detections lie in memory.</summary>
    public DetectionLayout Layout { get; }

    /// <inheritdoc/>
    public override DetectionResult CreateResult() => new(Layout, _options.Labels);

    /// <inheritdoc/>
    public override void Read(IReadOnlyList<ReadOnlyMemory<float>> outputs, in VisionFrame frame, DetectionResult result)
    {
        _decoder.Decode(outputs, _options.ScoreThreshold, _candidates);
        result.Begin(frame.Stamp);
        Suppression.Select(_candidates, Parameters(frame), result);
    }

    /// <inheritdoc/>
    public override VisionPass CreatePass(GpuContext context) => new Reading(this, context);

    private SuppressionParameters Parameters(in VisionFrame frame) => new(_options.ScoreThreshold, _options.OverlapThreshold, frame.Mapping, _options.Suppression);

    private sealed class Reading : VisionPass
    {
        private readonly DetectionReader _reader;
        private readonly DecoderPass _decode;
        private readonly CandidateBuffer _candidates;
        private readonly Suppression _suppression;

        public Reading(DetectionReader reader, GpuContext context)
        {
            _reader = reader;
            Decoder decoder = reader._decoder;
            using var making = new Making();
            _decode = making.Own(decoder.CreatePass(context));
            _candidates = making.Own(new CandidateBuffer(context, decoder.CandidateCount, decoder.KeypointCount));
            _suppression = making.Own(new Suppression(context, decoder.CandidateCount, reader.Layout));
            making.Complete();
        }

        public override BufferRange Results => _suppression.Results.Whole;

        public override void Run(IReadOnlyList<GpuTensor> outputs, in VisionFrame frame)
        {
            _decode.Run(outputs, _reader._options.ScoreThreshold, _candidates);
            _suppression.Run(_candidates, _reader.Parameters(frame));
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _suppression.Dispose();
            _candidates.Dispose();
            _decode.Dispose();
        }
    }
}
