using System.Runtime.InteropServices;
using ImageAnalytics.Engine.Native;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Listing;

/// <summary>Lists the files below folders in a fixed order: names by their bytes, folder by folder.</summary>
/// <remarks>
/// Every folder is listed once, whatever links lead to it: first all real folders, then, in the order of their paths, the links
/// to folders that were not seen yet. So loops end, and a link never renames what a real path leads to. Links out of the input folders
/// are followed only where that is wanted.
/// Pipes, sockets and devices are no files. Not safe on several threads at once.
/// </remarks>
public sealed unsafe class FolderListing
{
    private readonly Func<string, bool> _isWanted;
    private readonly Func<string, bool> _skipsFolder;
    private readonly HashSet<(ulong Device, ulong Inode)> _seen = [];
    private readonly List<ListingProblem> _problems = [];
    private readonly LinkFence? _fence;
    private bool _metListed;
    private string? _lossy;

    /// <summary>Prepares a listing.</summary>
    /// <param name="isWanted">Decides by the path relative to the input folder, in path text with <c>/</c>.</param>
    /// <param name="skipsFolder">Whether nothing below a folder is wanted, so that it need not be opened; relative, without slashes at the ends.</param>
    /// <param name="leaveOut">Folders that are not listed, such as the output folder, in path text.</param>
    /// <param name="inside">The folders that no link may lead out of, in path text; null to follow every link.</param>
    public FolderListing(Func<string, bool> isWanted, Func<string, bool> skipsFolder, IEnumerable<string> leaveOut, IEnumerable<string>? inside)
    {
        ArgumentNullException.ThrowIfNull(leaveOut);
        _fence = inside is null ? null : new LinkFence(inside);
        (_isWanted, _skipsFolder) = (isWanted, skipsFolder);
        foreach (string folder in leaveOut)
        {
            if (TryStat(LibC.AT_FDCWD, Terminated(PathText.ToBytes(folder)), out StatX stat))
            {
                _seen.Add(stat.Identity);
            }
        }
    }

    /// <summary>Folders whose file systems do not answer, absolute, in path text: noted, and not touched.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>Folders that could not be listed, in the order met, and links that were not followed. Complete once the listing has ended.</summary>
    public IReadOnlyList<ListingProblem> Problems => _fence?.Problem is { } links ? [.. _problems, links] : _problems;

    /// <summary>Input folders without a picture, where others have some, in whole sentences. Complete once the listing has ended.</summary>
    public IReadOnlyList<string> Bare { get; private set; } = [];

    /// <summary>The files below input folders: of all of them the real folders first, so that a link in one renames nothing of another.</summary>
    /// <exception cref="IOException">An input folder itself cannot be listed.</exception>
    public IEnumerable<ListedFile> List(params IReadOnlyList<InputFolder> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        List<(InputFolder Input, byte[] Root, SortedDictionary<string, byte[]> Links)> walked = [];
        HashSet<InputFolder> bare = [];
        bool any = false;
        foreach (InputFolder input in inputs)
        {
            byte[] root = PathText.ToBytes(input.FullPath.TrimEnd('/'));
            SortedDictionary<string, byte[]> links = new(StringComparer.Ordinal);
            walked.Add((input, root, links));
            bool gives = false;
            _metListed = false; // What lies in it may be listed already, as another input.
            foreach (ListedFile file in Walk(root, [], input, links, isInput: true))
            {
                gives = any = true;
                yield return file;
            }

            if (!gives && !_metListed)
            {
                bare.Add(input);
            }
        }

        foreach ((InputFolder input, byte[] root, SortedDictionary<string, byte[]> links) in walked)
        {
            while (links.Count > 0)
            {
                (string first, byte[] relative) = links.First();
                links.Remove(first);
                _metListed = false;
                foreach (ListedFile file in Walk(root, relative, input, links, isInput: false))
                {
                    any = _metListed = true;
                    yield return file;
                }

                if (_metListed)
                {
                    bare.Remove(input);
                }
            }
        }

        Bare = [.. inputs.Where(i => any && bare.Contains(i)).Select(i => $"No picture was found in the input folder '{i.FullPath}', while others have some. Is it mounted?")];
    }

    private IEnumerable<ListedFile> Walk(byte[] root, byte[] start, InputFolder input, SortedDictionary<string, byte[]> links, bool isInput)
    {
        Stack<byte[]> folders = new([start]);
        List<byte[]> subfolders = [];
        while (folders.TryPop(out byte[]? relative))
        {
            if (relative.Length > 0 && _skipsFolder(PathText.FromBytes(relative)))
            {
                continue;
            }

            if (relative.Length > 0 && IsSilent(root, relative))
            {
                continue;
            }

            subfolders.Clear();
            using OpenFolder? folder = Open(root, relative, isInput);
            isInput = false;
            for (int i = 0; i < folder?.Entries.Count; i++)
            {
                if (Sort(folder, i, root, relative, input, subfolders, links) is { } file)
                {
                    yield return file;
                }
            }

            for (int i = subfolders.Count - 1; i >= 0; i--)
            {
                folders.Push(subfolders[i]);
            }
        }
    }

    private bool IsSilent(byte[] root, byte[] relative)
    {
        if (Silent.Count == 0 || PathText.FromBytes(Join(root, relative)) is var full && !Silent.Contains(full, StringComparer.Ordinal))
        {
            return false;
        }

        _problems.Add(new ListingProblem(PathText.FromBytes(relative), $"The folder '{full}' cannot be listed: its file system does not answer. What is below it is not part of this run."));
        return true;
    }

    private OpenFolder? Open(byte[] root, byte[] relative, bool isInput)
    {
        byte[] full = relative.Length == 0 ? (root.Length == 0 ? [(byte)'/'] : root) : Join(root, relative);
        OpenFolder? folder = OpenFolder.Open(full, out string? problem);
        StatX self = default;
        if (folder is not null && !TryStat(folder.Descriptor, [0], out self))
        {
            problem ??= LibC.ErrorText(Marshal.GetLastPInvokeError());
            folder.Dispose();
            folder = null;
        }
        else if (folder is not null && !_seen.Add(self.Identity))
        {
            _metListed = true;
            folder.Dispose();
            return null;
        }

        if (problem is not null)
        {
            string message = $"The folder '{PathText.FromBytes(full)}' cannot be listed: {problem}.";
            if (isInput)
            {
                folder?.Dispose();
                throw new IOException(message);
            }

            _problems.Add(new ListingProblem(PathText.FromBytes(relative), message));
        }

        return folder;
    }

    private ListedFile? Sort(
        OpenFolder folder, int index, byte[] root, byte[] relative, InputFolder input, List<byte[]> subfolders, SortedDictionary<string, byte[]> links)
    {
        ReadOnlySpan<byte> name = folder.Entries.Name(index);
        byte kind = folder.Entries.Kind(index);
        if (kind == DirectoryEntries.Folder)
        {
            subfolders.Add(Join(relative, name));
            return null;
        }

        string path = PathText.FromBytes(Join(relative, name));
        bool mayBeFolder = kind is DirectoryEntries.Link or DirectoryEntries.Unknown;
        if (!mayBeFolder && (kind != DirectoryEntries.File || !_isWanted(path)))
        {
            return null;
        }

        if (!TryStat(folder.Descriptor, folder.Entries.NameTerminated(index), out StatX stat))
        {
            TellLost(Join(root, relative), path, Marshal.GetLastPInvokeError());
            return null;
        }

        bool isLink = kind == DirectoryEntries.Link || (kind == DirectoryEntries.Unknown && IsLink(folder.Descriptor, folder.Entries.NameTerminated(index)));
        bool isWanted = stat.IsDirectory ? !_skipsFolder(path) : stat.IsRegularFile && (!mayBeFolder || _isWanted(path));
        if (!isWanted || (isLink && _fence?.Allows(Terminated(Join(root, Join(relative, name))), path) == false))
        {
            return null;
        }

        if (stat.IsDirectory)
        {
            if (isLink)
            {
                links[path] = Join(relative, name);
            }
            else
            {
                subfolders.Add(Join(relative, name));
            }

            return null;
        }

        return new ListedFile(input.Prefix + path, $"{input.FullPath.TrimEnd('/')}/{path}", (long)stat.Size, stat.Modified);
    }

    // Gone since, or a link that leads nowhere, is no loss; what may not be looked at, or cannot be read, is told once for its folder.
    private void TellLost(byte[] folder, string path, int error)
    {
        string full = PathText.FromBytes(folder);
        if (error is not (LibC.ENOENT or LibC.ENOTDIR or LibC.ELOOP) && _isWanted(path) && _lossy != full)
        {
            _lossy = full;
            _problems.Add(new ListingProblem(path, $"Files in the folder '{full}' cannot be looked at, such as '{Path.GetFileName(path)}': {LibC.ErrorText(error)}. They are not part of this run."));
        }
    }

    private static bool IsLink(int directory, ReadOnlySpan<byte> nameTerminated)
    {
        StatX stat = default;
        fixed (byte* name = nameTerminated)
        {
            return LibC.StatX(directory, name, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_BASIC, &stat) == 0 && stat.IsLink;
        }
    }

    private static bool TryStat(int directory, ReadOnlySpan<byte> nameTerminated, out StatX stat)
    {
        stat = default;
        fixed (byte* name = nameTerminated)
        fixed (StatX* result = &stat)
        {
            int flags = nameTerminated[0] == 0 ? LibC.AT_EMPTY_PATH : 0;
            return LibC.StatX(directory, name, flags, LibC.STATX_BASIC, result) == 0;
        }
    }

    private static byte[] Join(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name)
    {
        if (folder.IsEmpty)
        {
            return name.ToArray();
        }

        byte[] joined = new byte[folder.Length + 1 + name.Length];
        folder.CopyTo(joined);
        joined[folder.Length] = (byte)'/';
        name.CopyTo(joined.AsSpan(folder.Length + 1));
        return joined;
    }

    private static byte[] Terminated(ReadOnlySpan<byte> path)
    {
        byte[] terminated = new byte[path.Length + 1];
        path.CopyTo(terminated);
        return terminated;
    }
}
