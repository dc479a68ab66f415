using System;

namespace Fovea.Runtime;

/// <summary>A plan in a frame loop.</summary>
internal sealed class GlModelSession : IModelSession
{
    private readonly Plan _plan;

    public GlModelSession(Plan plan) => _plan = plan;

    public bool IsBusy { get; private set; }

    public TimeSpan Spent { get; private set; }

    public GpuTensor Input(string name) => _plan.Inputs[name];

    public GpuTensor Output(string name) => _plan.Outputs[name];

    public void Submit()
    {
        if (IsBusy)
            throw new InvalidOperationException("A run is under way; go on with it until it is done.");
        IsBusy = true;
    }

    public bool Advance(TimeSpan gpuBudget)
    {
        Spent = TimeSpan.Zero;
        if (!IsBusy)
            return false;
        IsBusy = !_plan.Advance(gpuBudget);
        Spent = _plan.Spent;
        return !IsBusy;
    }

    public bool Poll()
    {
        if (!IsBusy || _plan.IsUnderWay)
            return Advance(TimeSpan.MaxValue);
        _plan.Run();
        Spent = _plan.Spent;
        IsBusy = false;
        return true;
    }

    public void Dispose() => _plan.Dispose();
}
