namespace Fovea.Gpu;

/// <summary>A query object.</summary>
internal sealed class GpuQuery : GpuResource
{
    public GpuQuery(GpuContext context, string label)
        : base(context, ResourceKind.Query, Generate(context), label)
    {
    }

    private static uint Generate(GpuContext context)
    {
        context.AssertThread();
        return context.GL.GenQuery();
    }
}
