using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>A tensor in GPU memory.</summary>
/// <param name="Type">The type of its elements; each takes 32 bits on the GPU.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Layout">How its elements lie.</param>
/// <param name="Range">Where they lie.</param>
public sealed record GpuTensor(ElementType Type, Shape Shape, Layout Layout, BufferRange Range);
