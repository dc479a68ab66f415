using Fovea.Scenes.Files;

namespace Fovea.Scenes.Randomizers;

/// <summary>Has its entity, with all below it, be there in some episodes and not in others.</summary>
public sealed class VisibilityRandomizer : Randomizer
{
    /// <summary>How probable it is that it is there, 0..1.</summary>
    public double Chance { get; set; } = 0.5;

    /// <inheritdoc/>
    public override void Visit(Fields fields) =>
        Chance = fields.Number("chance", Chance, "How probable it is that the entity is there.", 0, 1);

    /// <inheritdoc/>
    public override void Randomize() => Entity.IsActive = Random("Visibility.chance").Chance(Chance);
}
