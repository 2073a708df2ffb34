using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Imaging;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Checks the pictures that plugins hand over, keeps their files, and puts the file's name in the place of its bytes.</summary>
/// <param name="blobs">Where files go; null checks only.</param>
internal sealed class MadePictures(BlobStore? blobs)
{
    private static readonly ImageLimits s_limits = new() { MaxBytes = 64L << 20, MaxPixels = 100_000_000 };

    /// <summary>The observation as it is stored: without bytes, its detail naming the file and its size.</summary>
    /// <exception cref="ArgumentException">The plugin reported what it must not.</exception>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public Observation Keep(Observation observation)
    {
        if ((observation.Kind == ObservationKinds.Picture) != (observation.Picture is not null))
        {
            throw new BadObservationException(observation.Picture is null
                ? $"The plugin reported an observation of the kind '{ObservationKinds.Picture}' without a picture."
                : $"The plugin reported an observation of the kind '{observation.Kind}' with a picture; only the kind '{ObservationKinds.Picture}' has one.");
        }

        if (observation.Picture is not { } picture)
        {
            return observation;
        }

        JsonObject detail = ReadDetail(observation.Detail);
        string extension = Check(picture);
        if (blobs is not null)
        {
            detail[BlobStore.DetailName] = blobs.Write(picture.Bytes.Span, extension);
        }

        (detail["width"], detail["height"]) = (picture.Width, picture.Height);
        return observation with { Picture = null, Detail = detail.ToJsonString() };
    }

    // The header is read as that of any file: what calls itself a picture and is none must not reach the store.
    private static string Check(EncodedPicture picture)
    {
        (ImageFormat format, string extension) = picture.Format switch
        {
            "png" => (ImageFormat.Png, "png"),
            "jpeg" => (ImageFormat.Jpeg, "jpg"),
            _ => throw new BadObservationException($"The plugin reported a picture of the format '{picture.Format}'; expected one of: png, jpeg."),
        };
        ImageFile file = ImageFile.Open(picture.Bytes, s_limits);
        if (file.Header is not { } header || header.Format != format || (file.Failure ?? file.Damage) is not null)
        {
            throw new BadObservationException($"The plugin reported a picture of {picture.Bytes.Length} bytes that is no whole {picture.Format} file of at most {s_limits.MaxBytes} bytes and {s_limits.MaxPixels} pixels. {(file.Failure ?? file.Damage)?.Message}".TrimEnd());
        }

        return (header.Width, header.Height) == (picture.Width, picture.Height)
            ? extension
            : throw new BadObservationException($"The plugin reported a picture of {picture.Width} x {picture.Height} pixels, but its file says {header.Width} x {header.Height}.");
    }

    private static JsonObject ReadDetail(string? detail)
    {
        try
        {
            JsonObject read = string.IsNullOrEmpty(detail) ? [] : JsonNode.Parse(detail) as JsonObject ?? throw new JsonException("It is another kind of value.");
            _ = (read.Count, read.ToJsonString()); // A name that stands twice is noticed by the first, half a character by the second.
            return read;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new BadObservationException("The plugin reported a picture with a detail that is no JSON object.", e);
        }
    }
}
