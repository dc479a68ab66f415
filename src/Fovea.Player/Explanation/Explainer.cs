using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Fovea.Vision.Explain;

namespace Fovea.Player.Explanation;

/// <summary>A network and a picture that it looks at.</summary>
internal sealed class Explainer
{
    private readonly Picture _picture;
    private readonly GpuContext? _context;
    private readonly PlannerOptions _planning;
    private readonly NetworkFile _file;
    private readonly Model _model;
    private readonly Tensor _input;
    private readonly ImageMapping _mapping;

    /// <summary>Brings the picture into the network's input.</summary>
    /// <param name="file">The network.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="context">Where GL compute runs; null for ONNX Runtime.</param>
    /// <param name="planning">How GL compute plans.</param>
    public Explainer(NetworkFile file, Picture picture, GpuContext? context, PlannerOptions planning)
    {
        (_file, _picture, _context, _planning) = (file, picture, context, planning);
        _model = file.Model;
        if (_model.Graph.Inputs.Count != 1)
            throw new UsageException($"Only networks that are fed one picture can be explained; this one has {_model.Graph.Inputs.Count} inputs.");
        Shape shape = Card.Input.ShapeOf(_model.Graph.Inputs[0]);
        _input = PictureToTensor.Convert(picture.Rgba, picture.Width, picture.Height, Card.Input, shape, out _mapping);
    }

    private ModelCard Card => _file.Card;

    private Dictionary<string, Tensor> Inputs => new() { [_model.Graph.Inputs[0].Name] = _input };

    /// <summary>Where the network looks, by covering parts of the picture.</summary>
    public PictureSketch Occlusion(Terminal terminal, string? asked, OcclusionOptions options)
    {
        using IModelRunner runner = _file.Open(_context, _planning);
        Target target = Find(runner.Run(Inputs), asked);
        var occlusion = new OcclusionSensitivity(runner, _input, Card.Input, target.Score, options);
        terminal.WriteLine($"{target.Title}: covering {occlusion.Count} squares of {occlusion.Window} pixels of the input, on {runner.Description}.");
        terminal.Progress("Covering the picture", () => occlusion.Advance() ? 1 : occlusion.Progress);
        HeatMap map = occlusion.Result;
        terminal.WriteLine(map.Most <= 0
            ? "Covering any part of the picture does not lower the score."
            : $"Where it matters most, covering lowers the score from {Numbers.Short(occlusion.Score)} by {Numbers.Short(map.Most)}" +
                (map.Least < 0 ? $"; where it distracts most, covering raises it by {Numbers.Short(-map.Least)}." : "."));
        return HeatPicture.Draw(_picture, map, _mapping, target.Box, target.Title, target.Unit);
    }

    /// <summary>Where the evidence for a class lies, by the network's last feature map.</summary>
    public PictureSketch ClassActivation(Terminal terminal, string? asked)
    {
        if (Card.Task != "Classification")
            throw new UsageException($"A class-activation map explains a classifier; this network is for {Card.Task}. --method occlusion works with it.");
        ClassActivationMap cam = ClassActivationMap.Of(_model, ClassifierOptions.Of(Card).Output);
        using IModelRunner runner = NetworkFile.Open(cam.Model, _context, _planning);
        IReadOnlyDictionary<string, Tensor> outputs = runner.Run(Inputs);
        Target target = Find(_model.Graph.Outputs.ToDictionary(o => o.Name, o => outputs[o.Name]), asked);
        HeatMap map = cam.Map(outputs, target.Class);
        terminal.WriteLine($"{target.Title}: evidence in {map.Width} x {map.Height} cells of '{cam.Features}', on {runner.Description}.");
        terminal.WriteLine($"The strongest cell is {Numbers.Short(map.Most)}, the weakest {Numbers.Short(map.Least)}; their mean and a bias of {Numbers.Short(cam.Bias(target.Class))} are the class's score.");
        return HeatPicture.Draw(_picture, map, _mapping, null, target.Title, "evidence");
    }

    /// <summary>Statistics of everything that the network computes for the picture.</summary>
    public ActivationStatistics Activations(out string device)
    {
        // Fused kernels would keep the values between them to themselves.
        using IModelRunner runner = _file.Open(_context, _planning with { Optimize = false });
        device = runner.Description;
        return ActivationStatistics.Of(_model.Graph, runner.RunAll(Inputs));
    }

    private Target Find(IReadOnlyDictionary<string, Tensor> outputs, string? asked) => Targets.Find(
        Card, _input.Shape, new VisionFrame(default, _mapping, _picture.Width, _picture.Height), outputs, asked);
}
