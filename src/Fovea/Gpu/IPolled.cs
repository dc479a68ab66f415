namespace Fovea.Gpu;

/// <summary>Something that looks, once a frame and without waiting, whether the GPU has got further.</summary>
internal interface IPolled
{
    void Poll();

    /// <summary>The context goes away: whatever is still awaited will never come.</summary>
    void Cancel();
}
