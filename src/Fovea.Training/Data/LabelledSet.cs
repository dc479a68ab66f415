using System.Collections.Generic;

namespace Fovea.Training.Data;

/// <summary>Pictures of which it is known what they show.</summary>
/// <typeparam name="T">What is known of each.</typeparam>
/// <param name="Source">The folder or file, for messages.</param>
/// <param name="Classes">The names of the classes, in the order of their numbers; empty where the numbers are those of the network.</param>
/// <param name="Examples">The pictures.</param>
public sealed record LabelledSet<T>(string Source, IReadOnlyList<string> Classes, IReadOnlyList<T> Examples) where T : Example;
