using System.Collections.Generic;
using Fovea.Capture;
using Fovea.Training.Data;

namespace Fovea.Player.Evaluation;

/// <summary>Adds up how right the results of one network are, and compares those of two.</summary>
/// <typeparam name="TExample">What is known of a picture.</typeparam>
/// <typeparam name="TResult">What a network makes of it.</typeparam>
internal interface IMeasure<TExample, TResult>
    where TExample : Example
{
    /// <summary>Adds a picture.</summary>
    void Add(TExample example, Picture picture, TResult result);

    /// <summary>The measures by name, 0 .. 1; null where nothing that counts was labelled.</summary>
    IReadOnlyDictionary<string, double?> Metrics { get; }

    /// <summary>The measure of each class that was labelled.</summary>
    IReadOnlyDictionary<string, double?> Classes { get; }

    /// <summary>What a network's scores were no numbers for.</summary>
    int NotFinite { get; }

    /// <summary>How two results for one picture differ, for people; null where they agree.</summary>
    string? Difference(TResult first, TResult second);
}
