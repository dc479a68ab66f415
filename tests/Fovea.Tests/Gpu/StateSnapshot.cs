using System;
using System.Collections.Generic;
using System.Linq;
using Silk.NET.OpenGL;

namespace Fovea.Tests.Gpu;

/// <summary>All GL state that a host might notice, by name, as text: to be compared before and after.</summary>
internal static class StateSnapshot
{
    private const int Units = 6;
    private const int Slots = 4;

    private static readonly GLEnum[] Integers =
    {
        GLEnum.CurrentProgram, GLEnum.VertexArrayBinding, GLEnum.DrawFramebufferBinding, GLEnum.ReadFramebufferBinding,
        GLEnum.RenderbufferBinding, GLEnum.ArrayBufferBinding, GLEnum.ElementArrayBufferBinding, GLEnum.CopyReadBufferBinding,
        GLEnum.CopyWriteBufferBinding, GLEnum.PixelPackBufferBinding, GLEnum.PixelUnpackBufferBinding, GLEnum.UniformBufferBinding,
        GLEnum.ShaderStorageBufferBinding, GLEnum.DrawIndirectBufferBinding, GLEnum.DispatchIndirectBufferBinding,
        GLEnum.ActiveTexture, GLEnum.BlendSrcRgb, GLEnum.BlendDstRgb, GLEnum.BlendSrcAlpha, GLEnum.BlendDstAlpha,
        GLEnum.BlendEquationRgb, GLEnum.BlendEquationAlpha, GLEnum.DepthWritemask, GLEnum.DepthFunc, GLEnum.CullFaceMode,
        GLEnum.FrontFace, GLEnum.StencilWritemask, GLEnum.UnpackAlignment, GLEnum.UnpackRowLength, GLEnum.UnpackSkipRows,
        GLEnum.UnpackSkipPixels, GLEnum.UnpackImageHeight, GLEnum.UnpackSkipImages, GLEnum.PackAlignment, GLEnum.PackRowLength,
        GLEnum.PackSkipRows, GLEnum.PackSkipPixels,
    };

    private static readonly GLEnum[] DesktopIntegers =
    {
        GLEnum.UnpackSwapBytes, GLEnum.UnpackLsbFirst, GLEnum.PackSwapBytes, GLEnum.PackLsbFirst, GLEnum.PolygonMode,
    };

    private static readonly GLEnum[] Switches =
    {
        GLEnum.Blend, GLEnum.DepthTest, GLEnum.CullFace, GLEnum.ScissorTest, GLEnum.StencilTest, GLEnum.RasterizerDiscard,
        GLEnum.PolygonOffsetFill, GLEnum.SampleAlphaToCoverage, GLEnum.SampleCoverage, GLEnum.SampleMask, GLEnum.Dither,
        GLEnum.PrimitiveRestartFixedIndex,
    };

    private static readonly GLEnum[] DesktopSwitches =
    {
        GLEnum.PrimitiveRestart, GLEnum.ColorLogicOp, GLEnum.DepthClamp, GLEnum.FramebufferSrgb, GLEnum.ClipDistance0,
        GLEnum.ClipDistance5,
    };

    public static SortedDictionary<string, string> Of(GL gl, bool es)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Span<int> values = stackalloc int[2];
        foreach (GLEnum name in es ? Integers : Integers.Concat(DesktopIntegers))
        {
            gl.GetInteger(name, values);
            state[name.ToString()] = values[0].ToString();
        }

        if (HasClipControl(gl, es))
        {
            gl.GetInteger(GLEnum.ClipOrigin, out int origin);
            gl.GetInteger(GLEnum.ClipDepthMode, out int depth);
            state["clip control"] = $"{origin} {depth}";
        }

        foreach (GLEnum name in es ? Switches : Switches.Concat(DesktopSwitches))
            state[name.ToString()] = gl.IsEnabled(name) ? "on" : "off";

        AddQuadruples(gl, state);
        AddBuffers(gl, state);
        AddUnits(gl, state);
        return state;
    }

    /// <summary>Whether a context has <c>glClipControl</c>: OpenGL 4.5.</summary>
    public static bool HasClipControl(GL gl, bool es)
    {
        gl.GetInteger(GetPName.MajorVersion, out int major);
        gl.GetInteger(GetPName.MinorVersion, out int minor);
        return !es && (10 * major) + minor >= 45;
    }

    private static void AddQuadruples(GL gl, SortedDictionary<string, string> state)
    {
        Span<int> four = stackalloc int[4];
        foreach (GLEnum name in new[] { GLEnum.Viewport, GLEnum.ScissorBox, GLEnum.ColorWritemask })
        {
            gl.GetInteger(name, four);
            state[name.ToString()] = string.Join(' ', four.ToArray());
        }

        Span<float> color = stackalloc float[4];
        foreach (GLEnum name in new[] { GLEnum.BlendColor, GLEnum.ColorClearValue, GLEnum.DepthClearValue, GLEnum.DepthRange })
        {
            color.Clear();
            gl.GetFloat(name, color);
            state[name.ToString()] = string.Join(' ', color.ToArray());
        }
    }

    private static void AddBuffers(GL gl, SortedDictionary<string, string> state)
    {
        for (uint i = 0; i < Slots; i++)
        {
            foreach ((GLEnum binding, GLEnum start, GLEnum size) in new[]
            {
                (GLEnum.ShaderStorageBufferBinding, GLEnum.ShaderStorageBufferStart, GLEnum.ShaderStorageBufferSize),
                (GLEnum.UniformBufferBinding, GLEnum.UniformBufferStart, GLEnum.UniformBufferSize),
            })
            {
                gl.GetInteger(binding, i, out int buffer);
                gl.GetInteger64(start, i, out long first);
                gl.GetInteger64(size, i, out long bytes);
                state[$"{binding}[{i}]"] = $"{buffer} from {first}, {bytes} bytes";
            }
        }
    }

    private static void AddUnits(GL gl, SortedDictionary<string, string> state)
    {
        gl.GetInteger(GLEnum.ActiveTexture, out int active);
        for (int i = 0; i < Units; i++)
        {
            gl.ActiveTexture((GLEnum)((int)GLEnum.Texture0 + i));
            gl.GetInteger(GLEnum.TextureBinding2D, out int texture);
            gl.GetInteger(GLEnum.TextureBindingCubeMap, out int cube);
            gl.GetInteger(GLEnum.TextureBindingBuffer, out int buffer);
            gl.GetInteger(GLEnum.SamplerBinding, out int sampler);
            state[$"texture unit {i}"] = $"2D {texture} cube {cube} buffer {buffer} sampler {sampler}";
        }

        gl.ActiveTexture((GLEnum)active);
        for (uint i = 0; i < 4; i++)
        {
            var values = new List<int>();
            foreach (GLEnum name in new[]
            {
                GLEnum.ImageBindingName, GLEnum.ImageBindingLevel, GLEnum.ImageBindingLayered, GLEnum.ImageBindingLayer,
                GLEnum.ImageBindingAccess, GLEnum.ImageBindingFormat,
            })
            {
                gl.GetInteger(name, i, out int value);
                values.Add(value);
            }

            // What format a unit without an image has cannot be seen.
            state[$"image unit {i}"] = values[0] == 0 ? "none" : string.Join(' ', values);
        }
    }
}
