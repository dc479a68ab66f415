using System;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.OnnxRuntime;

/// <summary>ONNX Runtime's native library: whether it is there, and which.</summary>
public static class OnnxRuntimeLibrary
{
    private static readonly Lazy<OrtEnv> Environment = new(Create);

    /// <summary>The version of the library, as <c>1.22.0</c>.</summary>
    /// <exception cref="OnnxRuntimeUnavailableException">The library cannot be loaded.</exception>
    public static string Version
    {
        get
        {
            Load();
            return Environment.Value.GetVersionString();
        }
    }

    /// <summary>Why the library cannot be used here; null where it can.</summary>
    public static string? WhyUnavailable()
    {
        try
        {
            Load();
            return null;
        }
        catch (OnnxRuntimeUnavailableException e)
        {
            return e.Message;
        }
    }

    /// <summary>Loads the library, once.</summary>
    /// <exception cref="OnnxRuntimeUnavailableException">The library cannot be loaded.</exception>
    internal static void Load()
    {
        try
        {
            _ = Environment.Value;
        }
        catch (Exception e) when (Root(e) is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new OnnxRuntimeUnavailableException(
                $"ONNX Runtime's native library ({FileName}, for {RuntimeInformation.OSDescription.Trim()} on {RuntimeInformation.ProcessArchitecture}) "
                + $"cannot be loaded: {Reason(Root(e).Message)}. It belongs beside the program, in {AppContext.BaseDirectory}. Build Fovea again "
                + "on this system, which copies it there; where npm carries none for the system, with -p:OfficialPackages=true. Or use the GL backend.",
                e);
        }
    }

    private static string FileName =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "onnxruntime.dll"
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "libonnxruntime.dylib"
        : "libonnxruntime.so";

    // The host may have made the process's one environment already, with settings of its own; else keep its log to errors.
    private static OrtEnv Create()
    {
        if (OrtEnv.IsCreated)
            return OrtEnv.Instance();
        var options = new EnvironmentCreationOptions { logId = "Fovea", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return OrtEnv.CreateInstanceWithOptions(ref options);
    }

    // The loader lists every name it tried, a line each; only what else it says is worth reading (a C library that is too old).
    private static string Reason(string message)
    {
        string[] lines = message.Split('\n').Skip(1).Select(line => line.Trim().TrimEnd('.'))
            .Where(line => line.Length > 0 && !line.Contains("No such file")).Distinct().ToArray();
        return lines.Length == 0 ? "there is no such file" : string.Join("; ", lines);
    }

    private static Exception Root(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Root(inner) : e;
}
