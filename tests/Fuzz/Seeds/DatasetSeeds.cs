using System.IO.Compression;
using ImageAnalytics.Fuzz.Targets;

namespace ImageAnalytics.Fuzz.Seeds;

/// <summary>Small good data sets.</summary>
internal static class DatasetSeeds
{
    public static IReadOnlyList<byte[]> VocWords { get; } = Words.Of(
        "<annotation>", "</annotation>", "<object>", "</object>", "<name>", "</name>", "<bndbox>", "</bndbox>", "<xmin>", "<ymin>", "<xmax>", "<ymax>", "<size>", "<width>", "<height>", "<filename>", "<a>", "<a/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "&lt;", "<![CDATA[", "]]>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "xmlns:a=\"b\"", "a:");

    public static IReadOnlyList<byte[]> CocoWords { get; } =
    [
        .. Words.Json,
        .. Words.Of("\"images\":", "\"annotations\":", "\"categories\":", "\"id\":", "\"image_id\":", "\"category_id\":", "\"bbox\":", "\"segmentation\":", "\"counts\":", "\"size\":", "\"iscrowd\":1", "\"area\":", "\"keypoints\":", "\"width\":", "\"height\":", "\"file_name\":", "\"a.bmp\"", "[14,20]", "0,0,19,13", "46340", "50000"),
    ];

    public static IReadOnlyList<byte[]> Idx()
    {
        byte[] plain = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest))
        {
            zip.Write(plain);
        }

        return [plain, packed.ToArray()];
    }

    public static IEnumerable<byte[]> Voc() => Words.Of(
        "<annotation><filename>a.bmp</filename><size><width>20</width><height>14</height></size><object><name>cat</name><difficult>1</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9.5</xmax><ymax>14</ymax></bndbox></object></annotation>",
        "<?xml version=\"1.0\"?>\n<annotation><object><name>dog</name><bndbox><xmin>-5</xmin><ymin>0</ymin><xmax>900</xmax><ymax>14</ymax></bndbox></object></annotation>");

    public static IEnumerable<byte[]> Coco() => Words.Of(
        """{"images":[{"id":1,"file_name":"a.bmp","width":20,"height":14},{"id":2,"file_name":"b.bmp"}],"categories":[{"id":3,"name":"cat"}],"annotations":[{"id":1,"image_id":1,"category_id":3,"bbox":[1,2,5,6],"area":30,"iscrowd":0,"segmentation":[[1,1,10,1,10,10,1,10]]},{"id":2,"image_id":2,"category_id":3,"iscrowd":1,"segmentation":{"size":[14,20],"counts":[10,20,250]}}]}""",
        """{"images":[{"id":1,"file_name":"a.bmp","width":20,"height":14}],"categories":[{"id":3,"name":"cat"}],"annotations":[{"id":1,"image_id":1,"category_id":3,"segmentation":{"size":[14,20],"counts":"Pd8"}},{"id":5,"image_id":1,"category_id":3,"bbox":[0,0,19,13],"keypoints":[1,1,2,3,1,2,2,2,2,1,3,2,3,3,2]}]}""");

    public static IEnumerable<byte[]> Yolo() => Words.Of("0 0.5 0.5 0.2 0.3\n1 0.1 0.1 0.1 0.1\n", "2 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9\n");

    public static IEnumerable<byte[]> Masks() => [[4, 0, 3, 0, .. "240612"u8], [20, 0, 14, 0, .. "Pd8"u8], [0xff, 0x7f, 0xff, 0xff, .. "04000"u8]];

    public static IEnumerable<byte[]> Archives()
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in (string[])["cat/a.bmp", "dog/b.bmp", "notes.txt"])
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(DrawnFiles.Pictures("bmp").First().AsSpan(0, 200));
            }
        }

        return [stream.ToArray()];
    }
}
