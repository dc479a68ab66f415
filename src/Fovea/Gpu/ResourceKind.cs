namespace Fovea.Gpu;

/// <summary>What sort of GL object a handle names.</summary>
internal enum ResourceKind
{
    Buffer,
    Texture,
    Program,
    Query,
    Framebuffer,
    VertexArray,
}
