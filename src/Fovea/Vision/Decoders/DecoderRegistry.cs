using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>The decoders that can be named. A further one is its file and one line here, or an <see cref="Add"/> by its user.</summary>
public static class DecoderRegistry
{
    private static readonly Dictionary<string, Func<DecoderSetup, Decoder>> Factories = new()
    {
        ["BlazeFace"] = BlazeFaceDecoder.Create,
        ["CenterNet"] = CenterNetDecoder.Create,
        ["EndToEnd"] = EndToEndDecoder.Create,
        ["FastestDet"] = FastestDetDecoder.Create,
        ["NanoDet"] = NanoDetDecoder.Create,
        ["SSD"] = SsdDecoder.Create,
        ["UltraFace"] = UltraFaceDecoder.Create,
        ["YOLOv5"] = YoloDecoder.WithObjectness,
        ["YOLOv5Heads"] = YoloHeadDecoder.Create,
        ["YOLOv8"] = YoloDecoder.WithoutObjectness,
        ["YOLOX"] = YoloXDecoder.Create,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Factories.Keys;

    /// <summary>Adds a decoder, or replaces the one of that name.</summary>
    /// <param name="name">The name in scene files and model cards.</param>
    /// <param name="create">
    /// Makes it for a network, or throws a <see cref="ModelException"/> when the outputs are not what it reads. It asks for each parameter
    /// that it knows.
    /// </param>
    public static void Add(string name, Func<DecoderSetup, Decoder> create) => Factories[name] = create;

    /// <summary>Makes the decoder of a network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">
    /// There is no such decoder, the network's outputs are not what it reads, or it has no such parameter.
    /// </exception>
    public static Decoder Create(string name, DecoderSetup setup)
    {
        if (!Factories.TryGetValue(name, out Func<DecoderSetup, Decoder>? create))
            throw new ModelException($"There is no decoder '{name}'; there is {string.Join(", ", Factories.Keys.OrderBy(n => n, StringComparer.Ordinal))}.");
        Decoder decoder = create(setup);
        setup.Parameters.AssertAllAsked(name);
        return decoder;
    }
}
