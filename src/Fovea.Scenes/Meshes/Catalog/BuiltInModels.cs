using System.Collections.Generic;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>The models that come with Fovea. A further one is a file and a line here.</summary>
internal static class BuiltInModels
{
    public static IEnumerable<ModelKind> All { get; } =
    [
        .. ShapeModels.All,
    ];
}
