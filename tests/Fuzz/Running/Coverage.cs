using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Which branches the last input took, by what SharpFuzz wrote into the assemblies, and whether any of them is new.</summary>
/// <remarks>One for a process: the assemblies write to one place. Source of the map and its classes of counts: AFL's technical details (Zalewski).</remarks>
internal sealed unsafe class Coverage
{
    private const int MapBytes = 1 << 16;
    private static readonly byte[] s_classes = Classes();
    private static readonly byte* s_map = (byte*)NativeMemory.AllocZeroed(MapBytes);
    private readonly byte[] _seen = new byte[MapBytes];

    /// <summary>How many branches were ever taken.</summary>
    public int Branches { get; private set; }

    /// <summary>Gives the assemblies something to write to: before any of their code runs.</summary>
    public static void Prepare() => Trace.SharedMem = s_map;

    /// <summary>Forgets the last input.</summary>
    public static void Begin()
    {
        new Span<byte>(s_map, MapBytes).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Notes what the last input did; true when no input before took such a branch, or so many times.</summary>
    public bool IsNew()
    {
        bool isNew = false;
        foreach ((int branch, byte times) in Taken())
        {
            if ((_seen[branch] & times) == 0)
            {
                Branches += _seen[branch] == 0 ? 1 : 0;
                _seen[branch] |= times;
                isNew = true;
            }
        }

        return isNew;
    }

    /// <summary>The branches of the last input, each with the class of how many times it was taken.</summary>
    public static List<(int Branch, byte Times)> Taken()
    {
        List<(int, byte)> taken = [];
        ReadOnlySpan<byte> map = new(s_map, MapBytes);
        for (int at = 0; at < MapBytes; at++)
        {
            int skipped = map[at..].IndexOfAnyExcept((byte)0);
            if (skipped < 0)
            {
                break;
            }

            at += skipped;
            taken.Add((at, s_classes[map[at]]));
        }

        return taken;
    }

    private static byte[] Classes()
    {
        byte[] classes = new byte[256];
        for (int count = 1; count < classes.Length; count++)
        {
            classes[count] = (byte)(count switch { 1 => 1, 2 => 2, 3 => 4, <= 7 => 8, <= 15 => 16, <= 31 => 32, <= 127 => 64, _ => 128 });
        }

        return classes;
    }
}
