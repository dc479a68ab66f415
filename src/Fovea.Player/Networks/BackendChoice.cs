using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.OnnxRuntime;

namespace Fovea.Player.Networks;

/// <summary>Which backend runs the networks, and why.</summary>
/// <param name="Backend">The choice; never <see cref="Backend.Auto"/>.</param>
/// <param name="Reason">The reason, for people.</param>
internal sealed record BackendChoice(Backend Backend, string Reason)
{
    /// <summary>
    /// Chooses: what was asked for; else GL compute on a GPU, and ONNX Runtime where OpenGL is drawn by the processor or has no compute
    /// shaders.
    /// </summary>
    /// <param name="asked">What the command line asks for.</param>
    /// <param name="renderer">The GL renderer's name.</param>
    /// <param name="hasCompute">Whether it has compute shaders.</param>
    /// <param name="isSoftware">Whether the processor draws.</param>
    /// <param name="whyNoOnnxRuntime">Why ONNX Runtime cannot be used; null where it can.</param>
    /// <exception cref="GpuException">Nothing here can do what is asked; the message says why.</exception>
    public static BackendChoice Make(Backend asked, string renderer, bool hasCompute, bool isSoftware, string? whyNoOnnxRuntime)
    {
        const string NoCompute = "offers no compute shaders (they need OpenGL 4.3 or OpenGL ES 3.1)";
        switch (asked)
        {
            case Backend.Gl when !hasCompute:
                throw new GpuException($"{renderer} {NoCompute}. Use --backend onnxruntime, or auto.");
            case Backend.Gl:
                return new BackendChoice(Backend.Gl, "as asked");
            case Backend.OnnxRuntime when whyNoOnnxRuntime is not null:
                throw new GpuException(whyNoOnnxRuntime);
            case Backend.OnnxRuntime:
                return new BackendChoice(Backend.OnnxRuntime, "as asked");
        }

        if (hasCompute && !isSoftware)
            return new BackendChoice(Backend.Gl, $"{renderer} is a GPU with compute shaders");
        if (!hasCompute)
        {
            return whyNoOnnxRuntime is null
                ? new BackendChoice(Backend.OnnxRuntime, $"{renderer} {NoCompute}")
                : throw new GpuException($"{renderer} {NoCompute}, and ONNX Runtime cannot stand in: {whyNoOnnxRuntime}");
        }

        return whyNoOnnxRuntime is null
            ? new BackendChoice(Backend.OnnxRuntime, $"{renderer} is drawn by the processor, on which ONNX Runtime is faster")
            : new BackendChoice(Backend.Gl, $"{renderer} is drawn by the processor, but ONNX Runtime cannot be used: {whyNoOnnxRuntime}");
    }

    /// <summary>Chooses for a context of this system's.</summary>
    /// <inheritdoc cref="Make(Backend, string, bool, bool, string?)"/>
    /// <param name="asked">What the command line asks for.</param>
    /// <param name="info">The context; null where none was opened, since GL was not asked for.</param>
    public static BackendChoice Make(Backend asked, GpuInfo? info) =>
        Make(asked, info?.Renderer ?? "", info?.HasCompute ?? false, info?.IsSoftware ?? false, OnnxRuntimeLibrary.WhyUnavailable());

    /// <summary>The backend of a name on the command line: <c>gl</c>, <c>onnxruntime</c> or <c>auto</c>.</summary>
    public static Backend Named(string name) => name switch
    {
        "gl" => Backend.Gl,
        "onnxruntime" => Backend.OnnxRuntime,
        _ => Backend.Auto,
    };

    /// <summary>The names of the backends that a command line asks for: <c>gl</c>, <c>onnxruntime</c>, <c>both</c> or <c>auto</c>.</summary>
    /// <param name="asked">What it asks for.</param>
    /// <param name="info">The context; null where none was opened, since GL was not asked for.</param>
    /// <exception cref="GpuException">Nothing here can do what is asked; the message says why.</exception>
    public static IReadOnlyList<string> Names(string asked, GpuInfo? info)
    {
        if (asked == "both")
            return [.. Names("gl", info), .. Names("onnxruntime", info)];
        return [Make(Named(asked), info).Backend == Backend.Gl ? "gl" : "onnxruntime"];
    }
}
