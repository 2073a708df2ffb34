using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Walks all directories of a TIFF (TIFF 6.0) or BigTIFF and checks that they, their values, strips and tiles lie inside the file.
/// </summary>
internal static class TiffInspector
{
    private const int MaxDirectories = 20_000;
    private const ulong Palette = 3, Inks = 5;
    private const string Cut = "but a directory of it lies behind that";

    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        Inspection found = new(ImageFormat.Tiff) { Exif = 0..bytes.Length };
        TiffBytes tiff = new(bytes);
        if (bytes.Length < (tiff.IsBig ? 16 : 8))
        {
            found.FailTruncated(bytes.Length, "inside its header");
            return found;
        }

        HashSet<ulong> seen = [];
        TiffEffort effort = new(tiff.Length);
        ulong offset = tiff.First;
        int pages = 0;
        while (offset != 0 && found.Failure is null && seen.Count < MaxDirectories && seen.Add(offset))
        {
            TiffDirectory? directory = tiff.ReadDirectory(offset);
            if (directory is null)
            {
                Report(found, pages == 0, bytes.Length, Cut);
                break;
            }

            CheckPage(found, tiff, directory, effort, pages == 0);
            found.Tiff ??= directory;
            WalkBelow(found, tiff, directory, effort, seen);
            offset = directory.Next;
            pages++;
        }

        if (pages == 0)
        {
            found.FailDamaged("it has no directory");
        }

        found.Pages = Math.Max(1, pages);
        return found;
    }

    /// <summary>Looks at one later page alone: what is wrong elsewhere in the file is not its fault.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="offset">Where the page's directory lies, inside the file.</param>
    public static Inspection InspectPage(ReadOnlySpan<byte> bytes, long offset)
    {
        Inspection found = new(ImageFormat.Tiff) { Exif = 0..bytes.Length, DirectoryOffset = offset };
        TiffBytes tiff = new(bytes);
        if (tiff.ReadDirectory((ulong)offset) is { } page)
        {
            CheckPage(found, tiff, page, new TiffEffort(tiff.Length), first: true);
            found.Tiff = page;
        }
        else
        {
            found.FailTruncated(bytes.Length, Cut);
        }

        return found;
    }

    private static void CheckPage(Inspection found, TiffBytes tiff, TiffDirectory page, TiffEffort effort, bool first)
    {
        if (first)
        {
            ReadFirstPage(found, tiff, page);
        }

        if (page.Outside is { } outside)
        {
            bool needed = first && outside.Tag is TiffTags.ImageWidth or TiffTags.ImageLength or TiffTags.BitsPerSample or TiffTags.ColorMap
                or TiffTags.StripOffsets or TiffTags.StripByteCounts or TiffTags.TileOffsets or TiffTags.TileByteCounts;
            Report(found, needed, tiff.Length, $"but the values of its tag {outside.Tag} lie behind that");
        }

        if (first && page.Doubled != 0)
        {
            found.HurtDamaged($"its directory has the tag {page.Doubled} twice");
        }

        CheckData(found, tiff, page, TiffTags.StripOffsets, TiffTags.StripByteCounts, effort, first);
        CheckData(found, tiff, page, TiffTags.TileOffsets, TiffTags.TileByteCounts, effort, first);
        CheckData(found, tiff, page, TiffTags.JpegInterchangeFormat, TiffTags.JpegInterchangeLength, effort, fatal: false);
    }

    private static void ReadFirstPage(Inspection found, TiffBytes tiff, TiffDirectory page)
    {
        if (page.Has(TiffTags.DngVersion) || IsRaw(tiff, page))
        {
            found.Format = ImageFormat.CameraRaw;
            return;
        }

        if (!page.Has(TiffTags.ImageWidth) || !page.Has(TiffTags.ImageLength))
        {
            found.FailDamaged("its first directory says no width or no height");
            return;
        }

        if (!found.SetSize((long)tiff.Value(page, TiffTags.ImageWidth, 0), (long)tiff.Value(page, TiffTags.ImageLength, 0)))
        {
            return;
        }

        if (page.Find(TiffTags.Orientation) is { Type: 3, Count: 1 } orientation)
        {
            int value = (int)tiff.Value(orientation, 0);
            found.Orientation = value is >= 1 and <= 8 ? value : 1;
            found.OrientationOffset = (int)orientation.Offset;
        }

        if (page.Find(TiffTags.ExtraSamples) is { Type: 3, Count: > 0 } extra && tiff.Value(page, TiffTags.SamplesPerPixel, 1) is 2 or 4)
        {
            ulong meaning = tiff.Value(extra, 0);
            (found.HasAlpha, found.IsMultiplied) = (meaning is 1 or 2, meaning == 1);
        }

        CheckVariant(found, tiff, page);
        CheckAmount(found, tiff, page);
    }

    /// <summary>Whether a page, or a picture below it, holds what a camera's sensor saw, before it was made a picture. The page itself is then a small preview.</summary>
    private static bool IsRaw(TiffBytes tiff, TiffDirectory page)
    {
        const int Most = 16;
        bool raw = IsSensor(tiff, page);
        if (page.Find(TiffTags.SubDirectories) is { IsWhole: true } below)
        {
            for (ulong i = 0; i < Math.Min(below.Count, Most) && !raw; i++)
            {
                raw = tiff.ReadDirectory(tiff.Value(below, i)) is { } child && IsSensor(tiff, child);
            }
        }

        return raw;
    }

    // Colour filter array (TIFF/EP, ISO 12234-2) and linear raw (DNG specification).
    private static bool IsSensor(TiffBytes tiff, TiffDirectory page) => tiff.Value(page, TiffTags.Photometric, 0) is 32803 or 34892;

    /// <summary>Refuses what the decoder would show in wrong colours or not at all.</summary>
    private static void CheckVariant(Inspection found, TiffBytes tiff, TiffDirectory page)
    {
        ulong bits = tiff.Value(page, TiffTags.BitsPerSample, 1), compression = tiff.Value(page, TiffTags.Compression, 1);
        ulong photometric = tiff.Value(page, TiffTags.Photometric, 0), sampleFormat = tiff.Value(page, TiffTags.SampleFormat, 1);
        ulong samples = tiff.Value(page, TiffTags.SamplesPerPixel, 1);
        if (sampleFormat is not (1 or 4))
        {
            found.FailUnsupported($"its samples are {(sampleFormat == 3 ? "floating-point numbers" : "signed or complex numbers")}; expected unsigned integers");
        }
        else if (bits is not (1 or 8 or 16) && !(bits == 4 && photometric == Palette))
        {
            found.FailUnsupported($"it has {bits} bits per sample{(bits == 4 ? " and no palette" : "")}; expected 1, 8 or 16, or 4 with a palette");
        }
        else if (samples is < 1 or > 4)
        {
            found.FailUnsupported($"it has {samples} samples per pixel; expected 1 to 4");
        }
        else if (photometric == Inks && bits != 8)
        {
            found.FailUnsupported($"its inks (CMYK) have {bits} bits per sample; expected 8");
        }
        else if (photometric is 8 or 9 or 10 or 32844 or 32845)
        {
            found.FailUnsupported($"its colours are CIE Lab or LogLuv (photometric interpretation {photometric})");
        }
        else if (compression == 6)
        {
            found.FailUnsupported("it uses the old kind of JPEG compression, which was never well defined");
        }
        else if (bits == 1 && found.Orientation >= 5)
        {
            found.Hurt(
                FailureClasses.Unsupported,
                $"The TIFF file is of a rare kind: two colours, stored on its side (orientation {found.Orientation}). "
                + "It was turned upright, but programs disagree about such files. Save it again upright to be sure.");
        }
    }

    /// <summary>Checks that there are as many strips or tiles as the picture's size asks for.</summary>
    private static void CheckAmount(Inspection found, TiffBytes tiff, TiffDirectory page)
    {
        bool tiled = page.Has(TiffTags.TileOffsets);
        TiffEntry? offsets = page.Find(tiled ? TiffTags.TileOffsets : TiffTags.StripOffsets);
        if (offsets is not { IsWhole: true } places)
        {
            if (page.Outside is null && !page.Has(TiffTags.JpegInterchangeFormat))
            {
                found.FailDamaged("its first directory does not say where the picture data are");
            }

            return;
        }

        ulong width = (ulong)found.Width, height = (ulong)found.Height;
        ulong rows = Math.Max(1, tiff.Value(page, tiled ? TiffTags.TileLength : TiffTags.RowsPerStrip, height));
        ulong columns = tiled ? Math.Max(1, tiff.Value(page, TiffTags.TileWidth, width)) : width;
        bool planes = tiff.Value(page, TiffTags.PlanarConfiguration, 1) == 2;
        UInt128 needed = (UInt128)((height - 1) / rows + 1) * ((width - 1) / columns + 1) * (planes ? tiff.Value(page, TiffTags.SamplesPerPixel, 1) : 1);
        if (places.Count < needed)
        {
            found.FailDamaged($"it has {places.Count} {(tiled ? "tiles" : "strips")}; its size asks for {needed}");
        }
        else if (!tiled && places.Count == 1 && !page.Has(TiffTags.StripByteCounts) && tiff.Value(page, TiffTags.Compression, 1) == 1)
        {
            ulong bits = tiff.Value(page, TiffTags.BitsPerSample, 1) * tiff.Value(page, TiffTags.SamplesPerPixel, 1);
            if (!tiff.Contains(tiff.Value(places, 0), ((UInt128)width * bits + 7) / 8 * height))
            {
                found.FailTruncated(tiff.Length, "inside its picture data");
            }
        }
    }

    private static void CheckData(Inspection found, TiffBytes tiff, TiffDirectory page, int offsetTag, int countTag, TiffEffort effort, bool fatal)
    {
        if (page.Find(offsetTag) is not { IsWhole: true } offsets || page.Find(countTag) is not { IsWhole: true } counts)
        {
            return;
        }

        ulong count = Math.Min(offsets.Count, counts.Count);
        if (!effort.Spend(count))
        {
            found.FailDamaged("its directories refer to the same data again and again");
            return;
        }

        for (ulong i = 0; i < count; i++)
        {
            if (!tiff.Contains(tiff.Value(offsets, i), tiff.Value(counts, i)))
            {
                Report(found, fatal, tiff.Length, "but picture data lie behind that");
                return;
            }
        }
    }

    private static void WalkBelow(Inspection found, TiffBytes tiff, TiffDirectory directory, TiffEffort effort, HashSet<ulong> seen)
    {
        Queue<TiffDirectory> open = new([directory]);
        while (open.TryDequeue(out TiffDirectory? parent))
        {
            foreach (int tag in (ReadOnlySpan<int>)[TiffTags.SubDirectories, TiffTags.ExifDirectory, TiffTags.GpsDirectory, TiffTags.InteroperabilityDirectory])
            {
                if (parent.Find(tag) is not { IsWhole: true } entry || !effort.Spend(entry.Count))
                {
                    continue;
                }

                for (ulong i = 0; i < entry.Count && seen.Count < MaxDirectories; i++)
                {
                    ulong offset = tiff.Value(entry, i);
                    if (offset == 0 || !seen.Add(offset))
                    {
                        continue;
                    }

                    if (tiff.ReadDirectory(offset) is not { } child)
                    {
                        found.HurtTruncated(tiff.Length, Cut);
                        return;
                    }

                    CheckPage(found, tiff, child, effort, first: false);
                    open.Enqueue(child);
                }
            }
        }
    }

    private static void Report(Inspection found, bool fatal, int length, string what)
    {
        if (fatal)
        {
            found.FailTruncated(length, what);
        }
        else
        {
            found.HurtTruncated(length, what);
        }
    }
}
