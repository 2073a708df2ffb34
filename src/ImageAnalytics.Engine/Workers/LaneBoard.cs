using System.IO.MemoryMappedFiles;

namespace ImageAnalytics.Engine.Workers;

/// <summary>
/// Where lanes write what they begin and their supervisor reads it, in memory that both processes see: one 64-bit number for each lane.
/// It costs no system call, and stays readable when the worker is gone.
/// </summary>
/// <remarks>Each lane's number is written by that lane alone and is whole at every moment. Safe on several threads.</remarks>
internal sealed unsafe class LaneBoard : IDisposable
{
    // A cache line for each lane, so that lanes do not slow each other down.
    private const int SlotBytes = 64, StageBits = 8, StageOffset = 3;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _slots;
    private readonly int _lanes;

    private LaneBoard(MemoryMappedFile file, int lanes)
    {
        (_file, _lanes) = (file, lanes);
        _view = file.CreateViewAccessor(0, lanes * SlotBytes);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _slots);
    }

    /// <summary>Makes a board with no lane at work.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="lanes">How many lanes write to it.</param>
    public static LaneBoard Create(string path, int lanes)
        => new(MemoryMappedFile.CreateFromFile(path, FileMode.CreateNew, null, lanes * SlotBytes), lanes);

    /// <summary>Opens the board that a supervisor made.</summary>
    public static LaneBoard Open(string path, int lanes)
        => new(MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0), lanes);

    /// <summary>A lane begins a stage of an image.</summary>
    public void Write(int lane, long ordinal, int stage)
        => Volatile.Write(ref *(long*)(_slots + (lane * SlotBytes)), (ordinal << StageBits) | (uint)(stage + StageOffset));

    /// <summary>What each lane began last; lanes that began nothing are left out.</summary>
    public IReadOnlyList<(long Ordinal, int Stage)> Read()
    {
        List<(long, int)> begun = new(_lanes);
        for (int lane = 0; lane < _lanes; lane++)
        {
            long value = Volatile.Read(ref *(long*)(_slots + (lane * SlotBytes)));
            if (value != 0)
            {
                begun.Add((value >> StageBits, (int)(value & ((1 << StageBits) - 1)) - StageOffset));
            }
        }

        return begun;
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
