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

    private static byte[] Header => [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0];

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
