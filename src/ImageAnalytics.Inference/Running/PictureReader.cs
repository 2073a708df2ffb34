using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Running;

/// <summary>Reads the picture that a network made, cuts off what stood for padding, and says which part of the region it shows.</summary>
/// <param name="decoder">Reads the output.</param>
public sealed class PictureReader(IPictureDecoder decoder)
{
    private const int BytesPerPixel = 3;
    private const double Slack = 0.5;

    /// <summary>The picture made of one region.</summary>
    /// <param name="outputs">What the network gave; borrowed.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The region's place in the run.</param>
    /// <param name="mapping">From prepared pixels to the region's.</param>
    /// <param name="seen">
    /// Receives the part of the region that the network saw, in the region's pixels; null for all of it. A crop sees less, all other
    /// ways to bring a picture to size see all.
    /// </param>
    /// <returns>At the size at which the network gave it, without padding. Valid until the next call.</returns>
    /// <exception cref="InvalidOperationException">The output is no picture.</exception>
    public MadePicture Read(IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping, out BoundingBox? seen)
    {
        MadePicture made = decoder.Decode(outputs, frame, item);
        BoundingBox whole = new(0, 0, mapping.SourceWidth, mapping.SourceHeight);
        BoundingBox part = mapping.ToSourceClipped(new BoundingBox(0, 0, frame.Width, frame.Height));
        bool all = part.Width > whole.Width - Slack && part.Height > whole.Height - Slack;
        seen = all ? null : part;

        // The network may give more or fewer pixels than it saw; padding is in proportion.
        BoundingBox content = mapping.ToPrepared(whole).ClipTo(frame.Width, frame.Height)
            .Scale((double)made.Width / frame.Width, (double)made.Height / frame.Height);
        int left = Edge(content.X, made.Width - 1), top = Edge(content.Y, made.Height - 1);
        int right = Math.Max(left + 1, Edge(content.Right, made.Width)), bottom = Math.Max(top + 1, Edge(content.Bottom, made.Height));
        return Cut(made, left, top, right - left, bottom - top);
    }

    private static int Edge(double value, int largest) => Math.Clamp((int)Math.Round(value, MidpointRounding.AwayFromZero), 0, largest);

    // In place: every row moves to an earlier place, or stays.
    private static MadePicture Cut(MadePicture made, int left, int top, int width, int height)
    {
        Span<byte> pixels = made.Pixels.Span;
        int length = width * BytesPerPixel;
        for (int y = 0; y < height; y++)
        {
            int from = (((top + y) * made.Width) + left) * BytesPerPixel;
            pixels.Slice(from, length).CopyTo(pixels[(y * length)..]);
        }

        return new MadePicture(made.Pixels[..(length * height)], width, height);
    }
}
