namespace Fovea.Player.Networks;

/// <summary>One backend's figures. Times are milliseconds for one run, upload and read-back included.</summary>
/// <param name="Backend">Its name.</param>
/// <param name="Device">What computed: the GL renderer, or ONNX Runtime's version and threads.</param>
/// <param name="FirstRunMs">From the file to the first result: loading, planning, compiling, one run. Starting OpenGL itself is not in it.</param>
/// <param name="MedianMs">Half of the runs took less.</param>
/// <param name="P10Ms">A tenth took less.</param>
/// <param name="P90Ms">Nine tenths took less.</param>
/// <param name="RunsPerSecond">At the median.</param>
internal sealed record BenchSide(
    string Backend, string Device, double FirstRunMs, double MedianMs, double P10Ms, double P90Ms, double RunsPerSecond);
