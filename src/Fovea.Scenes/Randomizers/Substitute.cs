using System.Collections.Generic;

namespace Fovea.Scenes.Randomizers;

/// <summary>A mesh that an entity may show.</summary>
/// <param name="Mesh">Its name or file.</param>
/// <param name="Parameters">Its size and shape.</param>
/// <param name="Weight">How probable it is, in proportion.</param>
/// <param name="Class">The class that the entity's label has then; null for its own.</param>
internal sealed record Substitute(string Mesh, IReadOnlyDictionary<string, object> Parameters, double Weight, string? Class);
