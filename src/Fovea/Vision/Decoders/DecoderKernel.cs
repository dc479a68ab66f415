using System;
using System.Collections.Generic;
using Fovea.Gpu;

namespace Fovea.Vision.Decoders;

/// <summary>One dispatch of a decoder: an invocation makes a candidate.</summary>
/// <remarks>
/// The shader includes <c>vision/decoders/common.glsl</c>. Storage block 0 holds the candidates, the blocks from 1 on the outputs, then the
/// table; block 3 the keypoints of a decoder that has some. No more than these four: OpenGL ES 3.1 promises no more.
/// </remarks>
/// <param name="Shader">The path of the shader.</param>
/// <param name="Outputs">Which of <see cref="Decoder.Outputs"/> it reads.</param>
/// <param name="First">The place of its first candidate.</param>
/// <param name="Count">How many candidates it makes.</param>
public sealed record DecoderKernel(string Shader, IReadOnlyList<int> Outputs, int First, int Count)
{
    /// <summary>What the shader is specialised by.</summary>
    public ShaderDefines Defines { get; init; } = ShaderDefines.None;

    /// <summary>The members of the shader's PARAMETERS in order: integers as they are, floats by <see cref="Bits"/>.</summary>
    public IReadOnlyList<int> Words { get; init; } = Array.Empty<int>();

    /// <summary>Constant floats in a storage block behind the outputs; null for none.</summary>
    public float[]? Table { get; init; }

    /// <summary>A float among <see cref="Words"/>.</summary>
    /// <param name="value">The number.</param>
    public static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
