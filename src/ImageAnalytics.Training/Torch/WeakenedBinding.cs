using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Training.Torch;

/// <summary>
/// A copy of TorchSharp's native binding that loads on systems with an older C++ library, such as Debian 12.
/// </summary>
/// <remarks>
/// The published file asks for version GLIBCXX_3.4.32 of libstdc++ for one symbol that nothing in it refers to. The copy marks that need as weak
/// (VER_FLG_WEAK in the ELF section .gnu.version_r, System V gABI and its symbol versioning supplement), so the loader only warns. This is done
/// for the one file whose hash is known, never for another, and never to the original.
/// </remarks>
internal static class WeakenedBinding
{
    /// <summary>The version that older systems lack.</summary>
    public const string MissingVersion = "GLIBCXX_3.4.32";

    private const string KnownSha256 = "cf33b1b0bb6bbb9754a768fb5c5d04d9f498603be50e73f55621a0b40ee608b8";
    private const uint VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;
    private const int SectionHeaderSize = 64, NeedSize = 16;

    /// <summary>The copy, made when it is not there yet.</summary>
    /// <param name="path">The published file.</param>
    /// <returns>The path of the copy, in the user's cache.</returns>
    /// <exception cref="TorchException">The file is not the known one, or the copy cannot be written.</exception>
    public static string CopyOf(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (hash != KnownSha256)
            {
                throw new TorchException(
                    $"'{path}' needs {MissingVersion} of the C++ library, which this system lacks. A copy that does without is made of the known file only "
                    + $"(sha256 {KnownSha256}), and this one has {hash}. Use Debian 13, Ubuntu 24.04 or newer, or fetch the libraries again.");
            }

            Weaken(bytes);
            string folder = Path.Combine(CacheFolder(), "imageanalytics", "torch", hash[..16]);
            string copy = Path.Combine(folder, Path.GetFileName(path));
            if (File.Exists(copy) && File.ReadAllBytes(copy).AsSpan().SequenceEqual(bytes))
            {
                return copy;
            }

            Directory.CreateDirectory(folder);
            string temporary = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, copy, overwrite: true);
            return copy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TorchException($"A copy of '{path}' that loads on this system cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Marks the need for the missing version as weak.</summary>
    /// <param name="elf">A 64-bit little-endian ELF file; changed in place.</param>
    /// <returns>How many needs were marked.</returns>
    internal static int Weaken(Span<byte> elf)
    {
        int sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[40..]), count = BinaryPrimitives.ReadUInt16LittleEndian(elf[60..]), marked = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = elf.Slice(sections + (i * SectionHeaderSize), SectionHeaderSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == VersionNeeds)
            {
                int names = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[40..]);
                int text = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(sections + (names * SectionHeaderSize) + 24)..]);
                marked += WeakenNeeds(elf, (int)BinaryPrimitives.ReadUInt64LittleEndian(header[24..]), text);
            }
        }

        return marked;
    }

    // A chain of libraries, each with a chain of versions; both end with a distance of 0.
    private static int WeakenNeeds(Span<byte> elf, int library, int text)
    {
        int marked = 0;
        for (int nextLibrary = -1; nextLibrary != 0; library += nextLibrary)
        {
            int version = library + (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[(library + 8)..]);
            for (int nextVersion = -1; nextVersion != 0; version += nextVersion)
            {
                Span<byte> need = elf.Slice(version, NeedSize);
                ReadOnlySpan<byte> name = elf[(text + (int)BinaryPrimitives.ReadUInt32LittleEndian(need[8..]))..];
                if (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) == MissingVersion)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(need[4..], (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(need[4..]) | Weak));
                    marked++;
                }

                nextVersion = (int)BinaryPrimitives.ReadUInt32LittleEndian(need[12..]);
            }

            nextLibrary = (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[(library + 12)..]);
        }

        return marked;
    }

    private static string CacheFolder()
        => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named)
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
