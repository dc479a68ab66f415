using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Fovea.Gpu;
using Fovea.Gpu.Caching;
using Fovea.Operators;

namespace Fovea.Runtime.Tuning;

/// <summary>
/// What the tuner found on this device, kept on disk: for each key of a <see cref="KernelSite"/> the name of the fastest variant. An answer
/// holds for one device, driver version and set of shader sources; after a change of either it is not found any more. May be used from any
/// thread, since networks are planned on others while they load.
/// </summary>
internal sealed class TunedKernels
{
    private static readonly ConditionalWeakTable<GpuContext, TunedKernels> All = new();

    private readonly GpuContext _context;
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);
    private bool? _isTuned;
    private string _device = "";
    private int _revision = -1;

    private TunedKernels(GpuContext context) => _context = context;

    /// <summary>What is known on a context, shared by all of its networks.</summary>
    public static TunedKernels Of(GpuContext context) => All.GetValue(context, c => new TunedKernels(c));

    /// <summary>The variants to take instead of the default ones, by the keys of the sites; null where there are none.</summary>
    public IReadOnlyDictionary<string, string>? For(IReadOnlyList<KernelSite> sites)
    {
        Dictionary<string, string>? found = null;
        foreach (KernelSite site in sites)
        {
            if (site.Variants.Count > 1 && Find(site) is { } name && name != site.Variants[0])
                (found ??= new Dictionary<string, string>(StringComparer.Ordinal))[site.Key] = name;
        }

        return found;
    }

    /// <summary>The answer for a site; null where it was never tuned.</summary>
    public string? Find(KernelSite site)
    {
        lock (_known)
        {
            // Where nobody ever tuned, as at most starts, the shaders need not be read for a key.
            if (!(_isTuned ??= _context.Options.Cache?.TryRead(Mark()) is not null))
                return null;
            string key = KeyOf(site);
            if (!_known.TryGetValue(key, out string? name))
            {
                name = _context.Options.Cache?.TryRead(key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
                // A name that this version does not know is as good as none.
                _known[key] = name = name is not null && site.Variants.Contains(name) ? name : null;
            }

            return name;
        }
    }

    /// <summary>Keeps an answer, for this context and on disk.</summary>
    public void Store(KernelSite site, string variant)
    {
        string key;
        lock (_known)
        {
            _known[key = KeyOf(site)] = variant;
            _isTuned = true;
        }

        if (_context.Options.Cache is { } disk && !(disk.TryWrite(key, Encoding.UTF8.GetBytes(variant)) && disk.TryWrite(Mark(), default)))
            _context.Options.Log?.Invoke($"{disk.Problem} What the tuner found is forgotten at the end.");
    }

    // That the tuner has run on this device, whatever it found.
    private string Mark() => $"tuned\n{Driver()}";

    private string Driver() => string.Join("\n", _context.Info.Vendor, _context.Info.Renderer, _context.Info.VersionText, _context.Info.ShadingLanguage);

    private string KeyOf(KernelSite site) => $"kernel\n{Device()}\n{site.Key}\n{string.Join("\n", site.Variants)}";

    private string Device()
    {
        if (_revision != _context.Shaders.Revision)
        {
            _device = $"{Driver()}\n{Sources()}";
            _revision = _context.Shaders.Revision;
        }

        return _device;
    }

    private string Sources()
    {
        using SHA256 hash = SHA256.Create();
        foreach (string path in _context.Shaders.Paths())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(path + "\n" + (_context.Shaders.TryGet(path, out string text) ? text : "") + "\n");
            hash.TransformBlock(bytes, 0, bytes.Length, null, 0);
        }

        hash.TransformFinalBlock(Array.Empty<byte>(), 0, 0);
        return string.Concat(hash.Hash.Select(b => b.ToString("x2")));
    }
}
