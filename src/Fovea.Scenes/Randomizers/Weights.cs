using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Choices whose weights stand in a field.</summary>
internal static class Weights
{
    /// <summary>A choice among several.</summary>
    /// <param name="fields">Where the weights stand, for messages.</param>
    /// <param name="name">Their field.</param>
    /// <param name="weights">The weights; none for all alike.</param>
    /// <param name="count">Among how many.</param>
    /// <exception cref="SceneException">They are not as many, or make no sense.</exception>
    public static WeightedChoice Choice(Fields fields, string name, IReadOnlyList<double> weights, int count)
    {
        try
        {
            return new WeightedChoice(count, weights.ToArray());
        }
        catch (ArgumentException e)
        {
            throw fields.Error(name, e.Message);
        }
    }
}
