namespace Fovea.Player.Networks;

/// <summary>What one dispatch of a network cost on GL compute. Times are milliseconds on the GPU, of the runs that were measured.</summary>
/// <param name="Node">The node that it belongs to, as messages call it.</param>
/// <param name="Operator">That node's operator.</param>
/// <param name="Kernel">The kernel's variant, or its shader.</param>
/// <param name="Output">The shape that it writes.</param>
/// <param name="Ms">The median.</param>
/// <param name="P10Ms">A tenth took less.</param>
/// <param name="P90Ms">Nine tenths took less.</param>
/// <param name="Share">Of the sum of all medians.</param>
/// <param name="Gflops">1e9 floating-point operations a second, a multiply-add being two.</param>
/// <param name="GigabytesPerSecond">1e9 bytes a second, each that must be read or written counted once.</param>
internal sealed record LayerTime(
    string Node, string Operator, string Kernel, string Output, double Ms, double P10Ms, double P90Ms, double Share, double Gflops, double GigabytesPerSecond);
