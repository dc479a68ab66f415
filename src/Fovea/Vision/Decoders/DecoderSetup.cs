using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>What a decoder is made from: a network's shapes, how it is fed, and what its user says of it.</summary>
/// <param name="Outputs">The shapes of the network's outputs, by name, in the network's order.</param>
/// <param name="InputShape">The shape of its input.</param>
/// <param name="Input">How pictures become that input.</param>
/// <param name="ClassCount">How many classes have a label; 0 when that is not known.</param>
/// <param name="Parameters">What the shapes do not tell.</param>
public sealed record DecoderSetup(
    IReadOnlyDictionary<string, Shape> Outputs, Shape InputShape, ImageInput Input, int ClassCount, DecoderParameters Parameters)
{
    /// <summary>The width of the network's input, in pixels.</summary>
    public int InputWidth => Input.SizeOf(InputShape).Width;

    /// <summary>The height of the network's input, in pixels.</summary>
    public int InputHeight => Input.SizeOf(InputShape).Height;

    /// <summary>Makes sure that the network has as many classes as there are labels.</summary>
    /// <param name="classes">The classes that an output has.</param>
    /// <param name="output">The name of that output.</param>
    /// <exception cref="ModelException">There are labels, but fewer or more.</exception>
    public void AssertClasses(int classes, string output)
    {
        if (ClassCount != 0 && ClassCount != classes)
        {
            throw new ModelException(
                $"Output {output} {Outputs[output]} tells {classes} classes apart, but there are {ClassCount} labels. Give one label for each class.");
        }
    }

    /// <summary>The error for outputs that are not those of a decoder.</summary>
    /// <param name="network">Whose outputs they should be.</param>
    /// <param name="expected">Which outputs the decoder reads.</param>
    public ModelException Refusal(string network, string expected) => new(
        $"These are not the outputs of {network} for an input of {InputWidth} x {InputHeight}: it has {expected}. Found " +
        $"{string.Join(", ", Outputs.Select(o => $"{o.Key} {o.Value}"))}. Choose the decoder that belongs to the network.");
}
