using FsCheck;
using FsCheck.Fluent;

namespace ImageAnalytics.Sdk.Tests;

/// <summary>A mask as plain pixels, row by row: the oracle of the run lengths.</summary>
internal sealed record DrawnMask(int Width, int Height, byte[] Pixels)
{
    /// <summary>Masks of all shapes, from noise to smooth ones with long runs.</summary>
    public static Gen<DrawnMask> Any { get; } = Gen.Choose(1, 12).SelectMany(width => Gen.Choose(1, 12).SelectMany(height => OfSize(width, height)));

    public static Gen<(DrawnMask First, DrawnMask Second)> AnyPair { get; } = Gen.Choose(1, 12).SelectMany(width => Gen.Choose(1, 12).SelectMany(
        height => OfSize(width, height).SelectMany(first => OfSize(width, height).Select(second => (first, second)))));

    public RunLengths Encode() => RunLengths.FromPixels(Width, Height, Pixels);

    public int Count() => Pixels.Count(pixel => pixel != 0);

    public BoundingBox Bounds()
    {
        (int X, int Y)[] set = [.. Enumerable.Range(0, Pixels.Length).Where(i => Pixels[i] != 0).Select(i => (i % Width, i / Width))];
        return set.Length == 0
            ? default
            : BoundingBox.FromXyxy(set.Min(p => p.X), set.Min(p => p.Y), set.Max(p => p.X) + 1, set.Max(p => p.Y) + 1);
    }

    public DrawnMask PlacedIn(int left, int top, int right, int bottom)
    {
        DrawnMask whole = new(left + Width + right, top + Height + bottom, new byte[(left + Width + right) * (top + Height + bottom)]);
        for (int i = 0; i < Pixels.Length; i++)
        {
            whole.Pixels[((top + (i / Width)) * whole.Width) + left + (i % Width)] = Pixels[i];
        }

        return whole;
    }

    private static Gen<DrawnMask> OfSize(int width, int height)
        => Gen.Choose(0, 10).SelectMany(share => Gen.Choose(0, 9).ArrayOf(width * height)
            .Select(values => new DrawnMask(width, height, [.. values.Select(value => (byte)(value < share ? 1 : 0))])));
}
