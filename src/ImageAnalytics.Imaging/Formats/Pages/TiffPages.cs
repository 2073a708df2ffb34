namespace ImageAnalytics.Imaging;

/// <summary>Finds the pages of a TIFF or BigTIFF: the directories of its chain but for smaller copies and masks of a page.</summary>
internal static class TiffPages
{
    private const int ChainMost = 20_000, NewSubfileType = 254, FirstEntries = 4;

    // TIFF 6.0, section 8: bit 0 for a reduced-resolution version of another picture of the file, bit 2 for a transparency mask.
    private const int NoPage = 0b101;

    /// <summary>Offsets of the pages' directories in their order, at most so many. The first directory always counts.</summary>
    public static List<long> Find(PageBytes bytes, int most)
    {
        List<long> pages = [];
        bool big = bytes.Byte(2) == '+' || bytes.Byte(3) == '+', bigEndian = bytes.Byte(0) == 'M';
        HashSet<long> seen = [];
        long offset = big ? bytes.Number(8, 8, bigEndian) : bytes.Number(4, 4, bigEndian);
        while (offset > 0 && pages.Count < most && seen.Count < ChainMost && seen.Add(offset))
        {
            long next = Next(bytes, offset, big, bigEndian, out bool isPage);
            if (next < 0)
            {
                break;
            }

            if (isPage || pages.Count == 0)
            {
                pages.Add(offset);
            }

            offset = next;
        }

        return pages;
    }

    private static long Next(PageBytes bytes, long offset, bool big, bool bigEndian, out bool isPage)
    {
        int countBytes = big ? 8 : 2, entryBytes = big ? 20 : 12, linkBytes = big ? 8 : 4;
        long count = bytes.Number(offset, countBytes, bigEndian), entries = offset + countBytes;
        isPage = true;
        if (count is < 0 or > ushort.MaxValue)
        {
            return -1;
        }

        // Entries are sorted by tag, so this one stands among the first; a directory need not be read to its end.
        for (long i = 0; i < Math.Min(count, FirstEntries); i++)
        {
            long at = entries + (i * entryBytes);
            if (bytes.Number(at, 2, bigEndian) == NewSubfileType)
            {
                int type = (int)bytes.Number(at + 2, 2, bigEndian);
                isPage = (bytes.Number(at + (big ? 12 : 8), type == 3 ? 2 : 4, bigEndian) & NoPage) == 0;
            }
        }

        return bytes.Number(entries + (count * entryBytes), linkBytes, bigEndian);
    }
}
