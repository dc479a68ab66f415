using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Driving.Town;

/// <summary>A building that towns have.</summary>
/// <param name="Width">Along the street, metres.</param>
/// <param name="Depth">Away from the street, metres.</param>
/// <param name="Day">What it looks like by day.</param>
/// <param name="Night">What it looks like by night.</param>
/// <param name="Floors">How many rows of windows it has above each other.</param>
internal sealed record TownBuilding(double Width, double Depth, Model Day, Model Night, int Floors);
