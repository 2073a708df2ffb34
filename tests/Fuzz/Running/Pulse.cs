using System.IO.MemoryMappedFiles;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>What a turn does at the moment, in a file that outlives it: how often it ran, and the input that it runs.</summary>
internal sealed unsafe class Pulse : IDisposable
{
    private const int LengthAt = 8, StateAt = 12, InputAt = 16;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <param name="path">The file; made when it is missing.</param>
    /// <param name="maxBytes">The longest input.</param>
    public Pulse(string path, int maxBytes)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, InputAt + maxBytes);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Inputs that were run in this turn.</summary>
    public long Executions
    {
        get => Volatile.Read(ref *(long*)_start);
        set => Volatile.Write(ref *(long*)_start, value);
    }

    /// <summary>What the turn is at.</summary>
    public PulseState State
    {
        get => (PulseState)Volatile.Read(ref *(int*)(_start + StateAt));
        set => Volatile.Write(ref *(int*)(_start + StateAt), (int)value);
    }

    /// <summary>The input that is run.</summary>
    public byte[] Input => new ReadOnlySpan<byte>(_start + InputAt, *(int*)(_start + LengthAt)).ToArray();

    /// <summary>An input is about to be run.</summary>
    public void Begin(ReadOnlySpan<byte> input)
    {
        *(int*)(_start + LengthAt) = input.Length;
        input.CopyTo(new Span<byte>(_start + InputAt, input.Length));
        State = PulseState.Running;
    }

    /// <summary>It was run.</summary>
    public void End()
    {
        State = PulseState.Between;
        Executions++;
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
