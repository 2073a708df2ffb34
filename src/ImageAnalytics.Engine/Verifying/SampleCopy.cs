using System.Globalization;
using System.Security.Cryptography;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Imaging;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Verifying;

/// <summary>Copies the originals of a sample into a folder of their own, under plain names.</summary>
internal sealed class SampleCopy(string folder, JobLimits limits)
{
    private readonly HashSet<string> _copied = new(StringComparer.Ordinal);

    /// <summary>Images that could not be copied as they were.</summary>
    public List<SkippedImage> Skipped { get; } = [];

    /// <summary>Copies an image's file once, unless it changed.</summary>
    /// <returns>Whether the folder has it.</returns>
    public bool Add(RunImage image)
    {
        if (image.ContentHash is null)
        {
            return false;
        }

        if (_copied.Contains(image.ContentHash))
        {
            return true;
        }

        try
        {
            using FileReader reader = new(limits.MaxBytes);
            ReadOnlySpan<byte> bytes = reader.Read(image.FullPath).Span;
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != image.ContentHash)
            {
                Skipped.Add(new SkippedImage(image.Path, "its file has another content now"));
                return false;
            }

            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_copied.Count:D6}{Extension(image)}")), bytes);
            _copied.Add(image.ContentHash);
            return true;
        }
        catch (FileReadException e)
        {
            Skipped.Add(new SkippedImage(image.Path, e.Message));
            return false;
        }
    }

    // The content decides how a file is decoded; the name must only be one that is listed.
    private static string Extension(RunImage image)
    {
        string name = image.Page > 0 && image.Path.LastIndexOf('#') is > 0 and int sign ? image.Path[..sign] : image.Path;
        string extension = Path.GetExtension(name).ToLowerInvariant();
        return ImageFormats.ListedExtensions.Contains(extension) ? extension : ".jpg";
    }
}
