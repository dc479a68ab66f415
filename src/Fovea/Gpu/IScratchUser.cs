namespace Fovea.Gpu;

/// <summary>Who uses a part of a <see cref="ScratchMemory"/>.</summary>
internal interface IScratchUser
{
    /// <summary>The memory was allocated anew under the same name: textures that show parts of it must be attached to it again.</summary>
    void OnGrown();
}
