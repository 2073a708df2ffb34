using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Plugins.Style;

/// <summary>Writes made pictures as the bytes of files. Equal pictures give equal bytes.</summary>
internal sealed class PictureEncoder(StyleOptions options)
{
    private const int PngLevel = 4;

    /// <summary>Encodes one picture.</summary>
    public unsafe EncodedPicture Encode(MadePicture picture)
    {
        (string format, ImageEncodingParam parameter) = options.Format == PictureFormat.Jpeg
            ? ("jpeg", new ImageEncodingParam(ImwriteFlags.JpegQuality, options.Quality))
            : ("png", new ImageEncodingParam(ImwriteFlags.PngCompression, PngLevel));
        fixed (byte* pixels = picture.Pixels.Span)
        {
            using Mat mat = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, (nint)pixels);
            Cv2.ImEncode("." + format, mat, out byte[] bytes, parameter);
            return new EncodedPicture(format, picture.Width, picture.Height, bytes);
        }
    }
}
