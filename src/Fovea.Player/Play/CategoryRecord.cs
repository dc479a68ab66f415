using System;
using Fovea.Vision;

namespace Fovea.Player.Play;

/// <summary>A class that a picture belongs to.</summary>
/// <param name="CategoryId">The number of the class.</param>
/// <param name="CategoryName">Its name.</param>
/// <param name="Score">Its probability.</param>
internal sealed record CategoryRecord(int CategoryId, string CategoryName, double Score)
{
    /// <summary>Copies a class.</summary>
    public static CategoryRecord Of(Classification found) => new(found.Class, found.Category, Math.Round(found.Probability, 4));
}
