using System;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>Describes one dispatch: its shader, buffers, parameters and size.</summary>
public sealed class DispatchBuilder
{
    // Work groups along one axis that every implementation allows.
    private const int MaxGroups = 65535;

    private readonly PlanStep _step;
    private readonly GpuLimits _limits;
    private readonly bool _bufferTextures;
    private int _buffers;
    private int _textures;

    internal DispatchBuilder(PlanStep step, GpuLimits limits, bool bufferTextures)
    {
        _step = step;
        _limits = limits;
        _bufferTextures = bufferTextures;
    }

    /// <summary>Defines a macro that changes the shader's code.</summary>
    public DispatchBuilder Define(string name, int value)
    {
        _step.Defines = _step.Defines.With(name, value);
        return this;
    }

    /// <summary>Defines a macro with a text.</summary>
    public DispatchBuilder Define(string name, string value)
    {
        _step.Defines = _step.Defines.With(name, value);
        return this;
    }

    /// <summary>Gives the text of <c>#include &lt;name&gt;</c>.</summary>
    public DispatchBuilder Snippet(string name, string glsl)
    {
        _step.Defines = _step.Defines.WithSnippet(name, glsl);
        return this;
    }

    /// <summary>
    /// Binds a tensor to read at the next storage binding. Where it is a packed map in half precision, the shader gets <c>HALF_</c> and the
    /// number of the binding, and <c>HALF_STORAGE</c> where such a map is written: it declares them, reads and writes them by the means of
    /// <c>common/packed.glsl</c>.
    /// </summary>
    public DispatchBuilder Read(PlanTensor tensor) => Bind(tensor, true, false);

    /// <summary>
    /// Binds a tensor of vec4 to read, and gives the text of <c>#include &lt;name&gt;</c>, which lets the shader read vector number i as
    /// <c>name(i)</c>: from the next storage binding or, where the plan prefers that, from the next texture unit.
    /// </summary>
    /// <remarks>
    /// A software rasterizer fetches a vec4 of a buffer texture three to five times as fast as one of a storage buffer, which it reads
    /// component by component and lane by lane.
    /// </remarks>
    public DispatchBuilder ReadVectors(string name, PlanTensor tensor)
    {
        if (_bufferTextures && _textures < BindingPoints.Texture && tensor.Bytes / tensor.VectorBytes <= _limits.MaxBufferTexels)
        {
            Snippet(name,
                $"layout(binding = {_textures}) uniform highp samplerBuffer {name}Texels;\n" +
                $"#define {name}(index) texelFetch({name}Texels, index)\n");
            _step.Bindings.Add(new PlanBinding(tensor, true, false, _textures++, IsTexture: true));
            return this;
        }

        string type = tensor.IsHalf ? "uvec2" : "vec4", block = $"{char.ToUpperInvariant(name[0])}{name.Substring(1)}Vectors";
        string read = tensor.IsHalf ? $"vec4(unpackHalf2x16({name}Elements[index].x), unpackHalf2x16({name}Elements[index].y))" : $"{name}Elements[index]";
        Snippet(name,
            $"layout(std430, binding = {NextBinding}) readonly buffer {block} {{ {type} {name}Elements[]; }};\n" +
            $"#define {name}(index) {read}\n");
        return Bind(tensor, true, false, isVectors: true);
    }

    /// <summary>The storage binding that the next tensor gets.</summary>
    public int NextBinding => _buffers;

    /// <summary>Binds a tensor to write, whole, at the next storage binding.</summary>
    public DispatchBuilder Write(PlanTensor tensor) => Bind(tensor, false, true);

    /// <summary>Binds a tensor that other steps write other parts of: what is there already stays.</summary>
    public DispatchBuilder Update(PlanTensor tensor) => Bind(tensor, true, true);

    /// <summary>
    /// Says that each element of a tensor, read already, is read only by the invocation that writes the result at the same place, so that the
    /// plan may put the result where the tensor was.
    /// </summary>
    public DispatchBuilder MayOverwrite(PlanTensor tensor)
    {
        _step.Overwritable.Add(tensor);
        return this;
    }

    /// <summary>Appends <c>int</c> members to the uniform block.</summary>
    public DispatchBuilder Int(params int[] values)
    {
        _step.Parameters.Int(values);
        return this;
    }

    /// <summary>Appends <c>float</c> members to the uniform block.</summary>
    public DispatchBuilder Float(params float[] values)
    {
        _step.Parameters.Float(values);
        return this;
    }

    /// <summary>Appends <c>ivec4</c> members to the uniform block, four values each.</summary>
    public DispatchBuilder Vectors(int[] values, int fill = 0)
    {
        _step.Parameters.Vectors(values, fill);
        return this;
    }

    /// <summary>
    /// Says how much arithmetic the dispatch does, for budgets and profiles: in floating-point operations, a multiply-add being two. Without
    /// it, one operation for each element written is assumed.
    /// </summary>
    public DispatchBuilder Flops(long count)
    {
        _step.Flops = count;
        return this;
    }

    /// <summary>
    /// Says how much memory the dispatch reads and writes, where it is not about all of every tensor that is bound: in bytes, each counted
    /// once.
    /// </summary>
    public DispatchBuilder Bytes(long count)
    {
        _step.Bytes = count;
        return this;
    }

    /// <summary>Lets further members be appended by whoever knows them.</summary>
    public DispatchBuilder Apply(Action<DispatchBuilder> more)
    {
        more(this);
        return this;
    }

    /// <summary>
    /// Sizes the dispatch as a line of invocations, in groups of 64. The shader finds its number with <c>invocation()</c> of
    /// <c>common/linear.glsl</c>, since a long line is folded into rows of groups, and must ignore numbers beyond the end.
    /// </summary>
    public void OverLine(int invocations)
    {
        int groups = Math.Max(1, (invocations + 63) / 64);
        int rows = (groups + MaxGroups - 1) / MaxGroups;
        Define("GROUP_X", 64);
        _step.Groups = ((groups + rows - 1) / rows, rows, 1);
    }

    /// <summary>
    /// Sizes the dispatch as a box of invocations in groups of the given size, which the shader gets as <c>GROUP_X</c>, <c>GROUP_Y</c> and
    /// <c>GROUP_Z</c>.
    /// </summary>
    /// <exception cref="ModelException">A group, or their number along an axis, is more than the device allows.</exception>
    public void Over((int X, int Y, int Z) invocations, (int X, int Y, int Z) group)
    {
        if (group.X * group.Y * group.Z > _limits.MaxInvocations)
            throw new ModelException($"{_step.Label}: a group of {group} has more than {_limits.MaxInvocations} invocations.");
        _step.Within = Declare(group);
        Define("GROUP_X", group.X).Define("GROUP_Y", group.Y).Define("GROUP_Z", group.Z);
        OverGroups(Divide(invocations.X, group.X), Divide(invocations.Y, group.Y), Divide(invocations.Z, group.Z));
    }

    /// <summary>Sizes the dispatch in work groups.</summary>
    /// <exception cref="ModelException">Their number along an axis is more than the device allows.</exception>
    public void OverGroups(int x, int y = 1, int z = 1)
    {
        if (Math.Max(x, Math.Max(y, z)) > MaxGroups)
            throw new ModelException($"{_step.Label} needs {x} x {y} x {z} work groups; {MaxGroups} along an axis are possible.");
        _step.Groups = (Math.Max(1, x), Math.Max(1, y), Math.Max(1, z));
    }

    private static GpuLimits Declare((int X, int Y, int Z) group)
    {
        GpuLimits least = GpuLimits.Portable;
        return least with
        {
            MaxInvocations = Math.Max(least.MaxInvocations, group.X * group.Y * group.Z),
            MaxLocalX = Math.Max(least.MaxLocalX, group.X),
            MaxLocalY = Math.Max(least.MaxLocalY, group.Y),
        };
    }

    private static int Divide(int count, int size) => (count + size - 1) / size;

    private DispatchBuilder Bind(PlanTensor tensor, bool reads, bool writes, bool isVectors = false)
    {
        if (_buffers == _limits.MaxStorageBuffers)
            throw new ModelException($"{_step.Label} binds more than the {_limits.MaxStorageBuffers} storage buffers of this device.");
        if (tensor.Bytes > _limits.MaxStorageRange)
        {
            throw new ModelException(
                $"{_step.Label}: the tensor {tensor} takes {tensor.Bytes} bytes; this device binds {_limits.MaxStorageRange} at once. " +
                "Use a smaller input size or batch.");
        }

        _step.Bindings.Add(new PlanBinding(tensor, reads, writes, _buffers++));
        if (tensor is { IsHalf: true, Layout: Layout.Packed } && !isVectors)
            Define(writes ? "HALF_STORAGE" : $"HALF_{_buffers - 1}", 1);
        return this;
    }
}
