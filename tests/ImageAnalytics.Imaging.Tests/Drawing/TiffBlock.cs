using System.Text;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Writes little-endian TIFF structures: EXIF blocks, and pictures in tiles.</summary>
internal sealed class TiffBlock
{
    /// <summary>Not a multiple of 1,024 bytes: OpenCV reads such tiles from files, but not from memory.</summary>
    private const int TileSide = 16;

    private readonly SortedDictionary<int, (int Type, int Count, byte[] Value)> _entries = [];

    public TiffBlock Text(int tag, string text)
    {
        byte[] value = [.. Encoding.UTF8.GetBytes(text), 0];
        return Add(tag, 2, value.Length, value);
    }

    public TiffBlock Short(int tag, params int[] values) => Add(tag, 3, values.Length, [.. values.SelectMany(v => BitConverter.GetBytes((ushort)v))]);

    public TiffBlock Long(int tag, params int[] values) => Add(tag, 4, values.Length, [.. values.SelectMany(BitConverter.GetBytes)]);

    public TiffBlock Add(int tag, int type, int count, byte[] value)
    {
        _entries[tag] = (type, count, value);
        return this;
    }

    /// <summary>An EXIF block: main directory, and the EXIF directory below it when given.</summary>
    public static byte[] Exif(TiffBlock main, TiffBlock? exif = null)
    {
        byte[] empty = main.Long(0x8769, 0).Directory(8, 0);
        if (exif is null)
        {
            main._entries.Remove(0x8769);
            return [.. Header, .. main.Directory(8, 0)];
        }

        byte[] first = main.Long(0x8769, 8 + empty.Length).Directory(8, 0);
        return [.. Header, .. first, .. exif.Directory(8 + first.Length, 0)];
    }

    public static byte[] Orientation(int orientation) => Exif(new TiffBlock().Short(0x0112, orientation));

    /// <summary>A TIFF whose picture data stand first: tiles, or one strip.</summary>
    public static byte[] Picture(Mat picture, bool tiled, int orientation = 1)
    {
        List<byte> data = [.. Header];
        List<int> offsets = [];
        (int width, int height) = (picture.Width, picture.Height);
        int tileWidth = tiled ? TileSide : width, tileHeight = tiled ? TileSide : height;
        for (int top = 0; top < height; top += tileHeight)
        {
            for (int left = 0; left < width; left += tileWidth)
            {
                offsets.Add(data.Count);
                AddTile(data, picture, left, top, tileWidth, tileHeight);
            }
        }

        int[] counts = [.. offsets.Select(_ => tileWidth * tileHeight * 3)];
        TiffBlock page = new TiffBlock().Long(256, width).Long(257, height).Short(258, 8, 8, 8).Short(259, 1)
            .Short(262, 2).Short(274, orientation).Short(277, 3).Short(284, 1);
        page = tiled
            ? page.Long(322, TileSide).Long(323, TileSide).Long(324, [.. offsets]).Long(325, counts)
            : page.Long(273, [.. offsets]).Long(278, height).Long(279, counts);
        BitConverter.GetBytes(data.Count).CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(data)[4..]);
        return [.. data, .. page.Directory(data.Count, 0)];
    }

    /// <summary>A TIFF of 16-bit samples whose red, green and blue are planes of one strip each.</summary>
    /// <param name="picture">CV_16UC3.</param>
    public static byte[] DeepPlanes(Mat picture)
    {
        List<byte> data = [.. Header];
        (int width, int height) = (picture.Width, picture.Height);
        int bytes = width * height * 2;
        foreach (int channel in (int[])[2, 1, 0])
        {
            for (int i = 0; i < width * height; i++)
            {
                data.AddRange(BitConverter.GetBytes(picture.Get<Vec3w>(i / width, i % width)[channel]));
            }
        }

        TiffBlock page = new TiffBlock().Long(256, width).Long(257, height).Short(258, 16, 16, 16).Short(259, 1).Short(262, 2)
            .Long(273, 8, 8 + bytes, 8 + (2 * bytes)).Short(277, 3).Long(278, height).Long(279, bytes, bytes, bytes).Short(284, 2);
        BitConverter.GetBytes(data.Count).CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(data)[4..]);
        return [.. data, .. page.Directory(data.Count, 0)];
    }

    /// <summary>A TIFF of several pages of one strip each.</summary>
    /// <param name="pages">The pictures; the first page's directory stands first in the chain.</param>
    /// <param name="types">What each page is, by tag 254; 0 for a page of its own.</param>
    public static byte[] Pages(IReadOnlyList<Mat> pages, params int[] types)
    {
        List<byte> file = [.. Header];
        int link = 4;
        for (int i = 0; i < pages.Count; i++)
        {
            int data = file.Count, bytes = pages[i].Width * pages[i].Height * 3;
            AddTile(file, pages[i], 0, 0, pages[i].Width, pages[i].Height);
            file.AddRange(new byte[bytes % 2]);
            TiffBlock page = new TiffBlock().Long(254, i < types.Length ? types[i] : 0).Long(256, pages[i].Width).Long(257, pages[i].Height)
                .Short(258, 8, 8, 8).Short(259, 1).Short(262, 2).Long(273, data).Short(277, 3).Long(278, pages[i].Height).Long(279, bytes).Short(284, 1);
            BitConverter.GetBytes(file.Count).CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(file)[link..]);
            link = file.Count + 2 + (12 * page._entries.Count);
            file.AddRange(page.Directory(file.Count, 0));
        }

        return [.. file];
    }

    /// <summary>A TIFF with alpha, of 8 or 16 bits.</summary>
    /// <param name="picture">B, G, R, A.</param>
    /// <param name="alpha">1 when colours are multiplied by alpha, 2 when they are not.</param>
    /// <param name="orientation">How it is stored.</param>
    public static byte[] AlphaPicture(Mat picture, int alpha, int orientation = 1)
    {
        bool deep = picture.Depth() == MatType.CV_16U;
        List<byte> data = [.. Header];
        (int width, int height, int bits) = (picture.Width, picture.Height, deep ? 16 : 8);
        for (int i = 0; i < width * height; i++)
        {
            Vec4w pixel = deep ? picture.Get<Vec4w>(i / width, i % width) : Widen(picture.Get<Vec4b>(i / width, i % width));
            data.AddRange(((ushort[])[pixel.Item2, pixel.Item1, pixel.Item0, pixel.Item3]).SelectMany(v => deep ? BitConverter.GetBytes(v) : [(byte)v]));
        }

        return OneStrip(data, new TiffBlock().Long(256, width).Long(257, height).Short(258, bits, bits, bits, bits).Short(262, 2).Short(274, orientation).Short(277, 4).Short(338, alpha));
    }

    /// <summary>A grey TIFF with alpha.</summary>
    public static byte[] GreyAlphaPicture(Mat picture)
    {
        List<byte> data = [.. Header];
        (int width, int height) = (picture.Width, picture.Height);
        for (int i = 0; i < width * height; i++)
        {
            Vec4b pixel = picture.Get<Vec4b>(i / width, i % width);
            data.AddRange([pixel.Item0, pixel.Item3]);
        }

        return OneStrip(data, new TiffBlock().Long(256, width).Long(257, height).Short(258, 8, 8).Short(262, 1).Short(277, 2).Short(338, 2));
    }

    /// <summary>A TIFF whose picture data follow its header.</summary>
    public static byte[] OneStrip(List<byte> headerAndData, TiffBlock page)
    {
        int height = BitConverter.ToInt32(page._entries[257].Value);
        page.Short(259, 1).Long(273, 8).Long(278, height).Long(279, headerAndData.Count - 8).Short(284, 1);
        headerAndData.AddRange(new byte[headerAndData.Count % 2]);
        BitConverter.GetBytes(headerAndData.Count).CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(headerAndData)[4..]);
        return [.. headerAndData, .. page.Directory(headerAndData.Count, 0)];
    }

    /// <summary>A TIFF with one strip that is a JPEG.</summary>
    public static byte[] JpegPicture(byte[] jpeg, int width, int height)
    {
        byte[] data = [.. Header, .. jpeg, .. new byte[jpeg.Length % 2]];
        BitConverter.GetBytes(data.Length).CopyTo(data, 4);
        TiffBlock page = new TiffBlock().Long(256, width).Long(257, height).Short(258, 8, 8, 8).Short(259, 7).Short(262, 6)
            .Long(273, 8).Short(277, 3).Long(278, height).Long(279, jpeg.Length).Short(284, 1).Short(530, 2, 2);
        return [.. data, .. page.Directory(data.Length, 0)];
    }

    /// <summary>The directory's bytes when it stands at an offset; values that do not fit follow it.</summary>
    public byte[] Directory(int offset, int next)
    {
        List<byte> entries = [.. BitConverter.GetBytes((ushort)_entries.Count)], values = [];
        int valuesAt = offset + 2 + (12 * _entries.Count) + 4;
        foreach ((int tag, (int type, int count, byte[] value)) in _entries)
        {
            entries.AddRange([.. BitConverter.GetBytes((ushort)tag), .. BitConverter.GetBytes((ushort)type), .. BitConverter.GetBytes(count)]);
            if (value.Length <= 4)
            {
                entries.AddRange([.. value, .. new byte[4 - value.Length]]);
            }
            else
            {
                entries.AddRange(BitConverter.GetBytes(valuesAt + values.Count));
                values.AddRange([.. value, .. new byte[value.Length % 2]]);
            }
        }

        return [.. entries, .. BitConverter.GetBytes(next), .. values];
    }

    private static Vec4w Widen(Vec4b pixel) => new(pixel.Item0, pixel.Item1, pixel.Item2, pixel.Item3);

    public static byte[] Header => [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0];

    private static void AddTile(List<byte> data, Mat picture, int left, int top, int width, int height)
    {
        for (int y = top; y < top + height; y++)
        {
            for (int x = left; x < left + width; x++)
            {
                Vec3b colour = x < picture.Width && y < picture.Height ? picture.Get<Vec3b>(y, x) : default;
                data.AddRange([colour.Item2, colour.Item1, colour.Item0]);
            }
        }
    }
}
