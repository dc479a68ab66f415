using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Fovea.Capture;

namespace Fovea.Tests.Capture;

/// <summary>Stands in for ffmpeg: each start plays the next of its scripts, the last one again and again.</summary>
internal sealed class FakeLauncher : IChildLauncher
{
    private readonly Script[] _scripts;
    private int _starts;

    public FakeLauncher(params Script[] scripts) => _scripts = scripts;

    public int Starts => Volatile.Read(ref _starts);

    public List<IReadOnlyList<string>> Arguments { get; } = [];

    /// <summary>RGBA frames of one colour each, as ffmpeg writes them.</summary>
    public static byte[] Pam(int width, int height, params byte[] values)
    {
        using var stream = new MemoryStream();
        foreach (byte value in values)
        {
            stream.Write(Encoding.ASCII.GetBytes(
                $"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n"));
            var pixels = new byte[width * height * 4];
            Array.Fill(pixels, value);
            stream.Write(pixels);
        }

        return stream.ToArray();
    }

    public IChild Start(string program, IReadOnlyList<string> arguments)
    {
        lock (Arguments)
            Arguments.Add(arguments);
        int start = Interlocked.Increment(ref _starts) - 1;
        return new Child(_scripts[Math.Min(start, _scripts.Length - 1)]);
    }

    /// <param name="Output">All it writes.</param>
    /// <param name="ExitCode">How it ends; null for a child that hangs after its output until it is killed.</param>
    /// <param name="Error">Its last words.</param>
    internal sealed record Script(byte[] Output, int? ExitCode, string Error = "");

    private sealed class Child : IChild
    {
        private readonly Script _script;
        private readonly HangingStream _output;

        public Child(Script script)
        {
            _script = script;
            _output = new HangingStream(script.Output, script.ExitCode == null);
        }

        public Stream Output => _output;

        public Stream Input { get; } = new MemoryStream();

        public string ErrorTail => _script.Error;

        public int? WaitForExit(TimeSpan timeout) => _script.ExitCode;

        public void Kill() => _output.End();

        public void Dispose() => Kill();
    }

    /// <summary>After its bytes a read blocks, as on the pipe of a camera that sends nothing, until the child is killed.</summary>
    private sealed class HangingStream : MemoryStream
    {
        private readonly ManualResetEventSlim _ended;

        public HangingStream(byte[] bytes, bool hangs)
            : base(bytes) => _ended = new ManualResetEventSlim(!hangs);

        public void End() => _ended.Set();

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            if (read == 0)
                _ended.Wait();
            return read;
        }
    }
}
