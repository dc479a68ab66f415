namespace Fovea.Gpu;

/// <summary>Something that looks, once a frame and without waiting, whether the GPU has got further.</summary>
internal interface IPolled
{
    void Poll();
}
