using System.Buffers.Binary;
using System.Text;

namespace ImageAnalytics.Torture.Disks;

/// <summary>The numbers by which the kernel calls files and folders. One thread at a time.</summary>
internal sealed class DiskNodes(string source)
{
    private const ulong Root = 1;
    private const int EntryHeader = 24, Alignment = 8, Folder = 4, Regular = 8;
    private readonly List<string> _paths = ["", ""];
    private readonly Dictionary<string, ulong> _numbers = new() { [""] = Root };

    public string PathOf(ulong node) => node < (ulong)_paths.Count ? _paths[(int)node] : "";

    public string Child(ulong node, string name) => Path.Combine(PathOf(node), name);

    public ulong NumberOf(string path)
    {
        if (!_numbers.TryGetValue(path, out ulong number))
        {
            _numbers[path] = number = (ulong)_paths.Count;
            _paths.Add(path);
        }

        return number;
    }

    /// <summary>A part of a folder's entries, from an offset, as many as the caller has room for (struct fuse_dirent).</summary>
    public byte[] List(string path, ReadOnlySpan<byte> body)
    {
        (ulong offset, uint size) = FuseReply.ReadRange(body);
        string[] entries = [.. Directory.EnumerateFileSystemEntries(Path.Combine(source, path)).Order(StringComparer.Ordinal)];
        using MemoryStream list = new();
        for (ulong i = offset; i < (ulong)entries.Length; i++)
        {
            byte[] name = Encoding.UTF8.GetBytes(Path.GetFileName(entries[i]));
            byte[] entry = new byte[(EntryHeader + name.Length + Alignment - 1) / Alignment * Alignment];
            if (list.Length + entry.Length > size)
            {
                break;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(entry, NumberOf(Path.Combine(path, Path.GetFileName(entries[i]))));
            BinaryPrimitives.WriteUInt64LittleEndian(entry.AsSpan(8), i + 1);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(16), name.Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(20), Directory.Exists(entries[i]) ? Folder : Regular);
            name.CopyTo(entry.AsSpan(EntryHeader));
            list.Write(entry);
        }

        return list.ToArray();
    }

    public static string Name(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..body.IndexOf((byte)0)]);
}
