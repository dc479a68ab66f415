namespace Fovea.Gpu;

/// <summary>One portion of the host's GL state: read once, put back once.</summary>
internal interface IHostStatePart
{
    void Save();

    void Restore();
}
