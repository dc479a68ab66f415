using System;
using System.Collections.Generic;
using Fovea.Models;
using Fovea.Vision;

namespace Fovea.Player.Explanation;

/// <summary>The answer of a network that is explained.</summary>
/// <param name="Title">What it is, with its score, for people.</param>
/// <param name="Class">The number of its class.</param>
/// <param name="Score">The number to watch, of the network's outputs for one picture.</param>
/// <param name="Box">Where it is, in pixels of the picture; null where it is all of it.</param>
/// <param name="Unit">What a fall of the score means.</param>
internal sealed record Target(string Title, int Class, Func<IReadOnlyDictionary<string, Tensor>, double> Score, Box? Box, string Unit);
