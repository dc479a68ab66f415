namespace Fovea.Training.Data.Views;

/// <summary>A class of a dataset that is looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">0xRRGGBB where the dataset says; null where it does not.</param>
public sealed record ViewClass(string Name, int? Color);
