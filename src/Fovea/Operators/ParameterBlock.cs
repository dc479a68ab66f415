using System;
using System.Collections.Generic;

namespace Fovea.Operators;

/// <summary>
/// The uniform block of one dispatch, filled in the order in which the shader declares it, by std140's rules: scalars follow each other,
/// a vector of four starts at a multiple of 16 bytes, and so does every element of an array.
/// </summary>
public sealed class ParameterBlock
{
    private readonly List<int> _words = new();

    /// <summary>The block as 32-bit words.</summary>
    public IReadOnlyList<int> Words => _words;

    /// <summary>Appends <c>int</c> members.</summary>
    public ParameterBlock Int(params int[] values)
    {
        _words.AddRange(values);
        return this;
    }

    /// <summary>Appends <c>float</c> members.</summary>
    public ParameterBlock Float(params float[] values)
    {
        foreach (float value in values)
            _words.Add(BitConverter.SingleToInt32Bits(value));
        return this;
    }

    /// <summary>Appends an <c>ivec4</c> or an array of them: values are taken four at a time, the last vector filled up.</summary>
    /// <param name="values">The components.</param>
    /// <param name="fill">What fills the last vector up.</param>
    public ParameterBlock Vectors(IReadOnlyList<int> values, int fill = 0)
    {
        Align();
        _words.AddRange(values);
        while (_words.Count % 4 != 0)
            _words.Add(fill);
        return this;
    }

    private void Align()
    {
        while (_words.Count % 4 != 0)
            _words.Add(0);
    }
}
