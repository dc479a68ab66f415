using System;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>UltraFace: scores [1, A, 2] of background and face, boxes [1, A, 4].</summary>
/// <remarks>
/// Its usual files hold softmax and decoding, so that boxes are left, top, right, bottom in 0 .. 1. For those that do not, set the parameters
/// <c>encoded</c> and <c>activation</c>; anchors and variances are those that the network was trained with. Other parameters are those of
/// <see cref="SsdDecoder"/>. Source: github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB.
/// </remarks>
public static class UltraFaceDecoder
{
    private static readonly double[][] Sizes =
    {
        new double[] { 10, 16, 24 }, new double[] { 32, 48 }, new double[] { 64, 96 }, new double[] { 128, 192, 256 },
    };

    /// <summary>Recognises UltraFace's outputs by their shapes, whatever they are called.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or there are labels for more than the face.</exception>
    public static SsdDecoder Create(DecoderSetup setup) => SsdDecoder.Create(
        setup, "UltraFace", false, ScoreActivation.None, s => s.Parameters.Has("anchors") ? SsdAnchors.Of(s)
            : SsdAnchors.Of(s, s.Parameters.Table("sizes", Sizes), true, 8, 16, 32, 64));
}
