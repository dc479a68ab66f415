using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>What a device cannot hold is refused while the plan is made: before anything is allocated, and in words.</summary>
public sealed class DeviceLimitTests
{
    [Fact]
    public void A_tensor_larger_than_one_bound_range_is_named()
    {
        string message = Refused(new OperatorCase("Relu").On(1, 64, 300, 300));
        Assert.Contains("Relu", message);
        Assert.Contains("x0: Float [1, 64, 300, 300]", message);
        Assert.Contains($"{64 * 300 * 300 * 4} bytes", message);
        Assert.Contains($"{GpuLimits.Portable.MaxStorageRange}", message);
    }

    [Fact]
    public void Weights_larger_than_one_bound_range_are_named()
    {
        string message = Refused(new OperatorCase("Gemm").On(1, 2100).Weights(2100, 2100));
        Assert.Contains("Gemm", message);
        Assert.Contains("2100", message);
        Assert.Contains($"{GpuLimits.Portable.MaxStorageRange}", message);
    }

    [Fact]
    public void More_work_groups_than_an_axis_has_are_counted()
    {
        // A batch of points stays below every byte limit.
        string message = Refused(new OperatorCase("Conv").On(70000, 1, 1, 1).Weights(1, 1, 1, 1));
        Assert.Contains("Conv", message);
        Assert.Contains("70000 work groups; 65535 along an axis", message);
    }

    private static string Refused(OperatorCase network) => Planned(network) ?? throw new Xunit.Sdk.XunitException($"{network} was planned.");

    private static string? Planned(OperatorCase network)
    {
        Graph graph = Canonicalizer.Apply(network.Build());
        Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph);
        try
        {
            Planner.Plan(graph, infos, OperatorRegistry.Default, GpuLimits.Portable);
            return null;
        }
        catch (ModelException e)
        {
            return e.Message;
        }
    }
}
