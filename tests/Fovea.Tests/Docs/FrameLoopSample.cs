using System;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Tests.Docs;

// sample
/// <summary>A network in a game's loop: it is loaded while the game runs, and then takes 2 ms of GPU time in each frame.</summary>
public sealed class NetworkInTheLoop : IDisposable
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(2);

    private readonly GpuContext _context;
    private readonly GlModelRunner _runner;
    private readonly Task _loading;
    private IModelSession? _session;

    public NetworkInTheLoop(GL gl, Model model)
    {
        _context = GpuContext.Attach(gl);
        _runner = new GlModelRunner(_context, model);
        _loading = _runner.PrepareAsync();
    }

    /// <summary>Call it once a frame, on the thread of the OpenGL context.</summary>
    /// <param name="fill">Dispatches what writes the input.</param>
    /// <param name="use">Dispatches what reads the output, in the frame in which a run is done.</param>
    public void Frame(Action<GpuTensor> fill, Action<GpuTensor> use)
    {
        using (_context.Enter())
        {
            _context.Update();
            if (!_loading.IsCompleted)
                return;
            _loading.GetAwaiter().GetResult(); // tells if loading failed
            _session ??= _runner.Open(_context);
            if (!_session.IsBusy)
            {
                fill(_session.Input("x"));
                _session.Submit();
            }

            if (_session.Advance(Budget))
                use(_session.Output("y"));
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _runner.Dispose();
        _context.Dispose();
    }
}
// end of sample
