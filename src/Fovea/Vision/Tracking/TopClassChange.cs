using System;

namespace Fovea.Vision.Tracking;

/// <summary>A classifier's answer became another one.</summary>
/// <param name="Before">The class until then, or <see cref="TopClassWatch.None"/>.</param>
/// <param name="Class">The class from then on, or <see cref="TopClassWatch.None"/>.</param>
/// <param name="Probability">How likely the most likely class was in that frame.</param>
/// <param name="Time">The time of the frame.</param>
public readonly record struct TopClassChange(int Before, int Class, float Probability, TimeSpan Time);
