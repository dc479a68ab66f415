namespace Fovea.Runtime;

/// <summary>A plan in a frame loop: the run is over, as far as later dispatches can tell, as soon as it is submitted.</summary>
internal sealed class GlModelSession : IModelSession
{
    private readonly Plan _plan;
    private bool _done;

    // The plan belongs to its runner, which may hand it out again.
    public GlModelSession(Plan plan) => _plan = plan;

    public bool IsBusy => false;

    public GpuTensor Input(string name) => _plan.Inputs[name];

    public GpuTensor Output(string name) => _plan.Outputs[name];

    public void Submit()
    {
        _plan.Run();
        _done = true;
    }

    public bool Poll()
    {
        bool done = _done;
        _done = false;
        return done;
    }

    public void Dispose()
    {
    }
}
