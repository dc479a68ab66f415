using System;
using System.Collections.Generic;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>A kind of model that scene files can name, and how one is made.</summary>
/// <param name="Name">As in scene files: small letters and dashes.</param>
/// <param name="Description">What it is, how large, and where its origin lies.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Factory">Makes one. It must make equal ones from equal arguments.</param>
public sealed record ModelKind(
    string Name, string Description, IReadOnlyList<ModelParameter> Parameters, Func<ModelArguments, Model> Factory);
