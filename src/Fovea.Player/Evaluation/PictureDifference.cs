namespace Fovea.Player.Evaluation;

/// <summary>A picture on which two backends differ.</summary>
/// <param name="Picture">Its name.</param>
/// <param name="What">How, for people.</param>
internal sealed record PictureDifference(string Picture, string What);
