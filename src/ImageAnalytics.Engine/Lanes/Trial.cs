using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Lets a step work on a drawn picture, so that a model that cannot work at all stops the run before the first image.</summary>
/// <remarks>It also lets code be compiled and buffers be made before the first image is waited for.</remarks>
internal static class Trial
{
    private const string Name = "trial picture";
    private static readonly string s_hash = new('0', 64);

    /// <summary>Runs a step once.</summary>
    /// <exception cref="PluginException">It threw, or reported what it must not.</exception>
    public static void Run(OpenStep step)
    {
        ImageFile file = ImageFile.Open(TrialPicture.Jpeg, ImageLimits.Default);
        using OpenImage image = new(new Image(Name, s_hash, file.Header!.Width, file.Header.Height), file);
        Region region = image.Whole(step.Step.Parent is null ? step.InputSize : null, step.Background);
        LaneSink sink = new(blobs: null, int.MaxValue);
        sink.Begin([(region, null)]);
        try
        {
            step.Analyzer.Analyze([region], sink, CancellationToken.None);
        }
        catch (Exception e) when (e is not (PluginException or OutOfMemoryException))
        {
            string place = PluginFault.PlaceOf(e, step.Analyzer.GetType().Assembly) is { } found ? $" It happened in {found}." : "";
            throw new PluginException(
                $"It cannot work: on a drawn picture of {file.Header.Width} x {file.Header.Height} pixels it failed with {PluginFault.TextOf(e)}{place}", e);
        }
    }
}
