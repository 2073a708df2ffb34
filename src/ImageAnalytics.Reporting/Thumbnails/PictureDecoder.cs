using OpenCvSharp;

namespace ImageAnalytics.Reporting;

/// <summary>Decodes an original for its thumbnail.</summary>
/// <param name="picture">The picture; <see cref="ReportPicture.FullPath"/> says where it is.</param>
/// <param name="longSide">The thumbnail's long side in pixels: a reduced scale that still reaches it is welcome.</param>
/// <returns>
/// Upright 8-bit pixels in B, G, R order; ownership passes to the caller. Null when there is nothing to show, such as a file that is gone.
/// </returns>
/// <remarks>Called from several threads at once. An exception of type IOException, UnauthorizedAccessException or OpenCVException counts as null.</remarks>
public delegate Mat? PictureDecoder(ReportPicture picture, int longSide);
