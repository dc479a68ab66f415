namespace Fovea.Gpu;

/// <summary>How the host's OpenGL state survives Fovea's work.</summary>
public enum HostStateMode
{
    /// <summary>Whatever Fovea touches is read before and put back after. The default: right for every host.</summary>
    Restore,

    /// <summary>Nothing is read and nothing put back. For hosts that reset their own state tracking after Fovea ran.</summary>
    HostResets,
}
