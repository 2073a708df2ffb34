using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Faces;

/// <summary>Finds faces with a detector, in each of the sizes that its card names. Used by one lane at a time; owns the runners.</summary>
internal sealed class FaceFinder : IDisposable
{
    /// <summary>Changes whenever the same picture would give other faces; part of fingerprints, as that of the detectors' decoders.</summary>
    public const int Revision = 1;

    private readonly List<ModelRunner> _runners = [];
    private readonly Thresholds _thresholds;
    private readonly double _minFaceSize;
    private readonly List<FaceDetection> _found = [];
    private readonly List<FaceDetection> _read = [];

    private FaceFinder(Thresholds thresholds, double minFaceSize) => (_thresholds, _minFaceSize) = (thresholds, minFaceSize);

    public InstalledModel Model => _runners[0].Model;

    public bool GivesPoints => DecoderOf(_runners[0]).GivesPoints;

    /// <summary>What transparent pixels are put on before the network sees them; null where they are dropped.</summary>
    public BackgroundColour? Background => _runners[0].Background;

    /// <summary>Opens a detector.</summary>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static FaceFinder Open(InstalledModel model, Thresholds thresholds, double minFaceSize, int threads, Accelerator accelerator)
    {
        FaceFinder finder = new(thresholds, minFaceSize);
        try
        {
            foreach (double scale in model.Card.Output.Parameters is FaceFivePointsParameters parameters ? parameters.Scales : [1])
            {
                finder._runners.Add(ModelRunner.Open(model, Scaled(model.Card.Input, scale), threads, accelerator));
            }

            return finder;
        }
        catch
        {
            finder.Dispose();
            throw;
        }
    }

    /// <summary>The faces of a region, most confident first.</summary>
    /// <returns>Borrowed; valid until the next call.</returns>
    public IReadOnlyList<FaceDetection> Find(Region region, CancellationToken cancellationToken)
    {
        _found.Clear();
        foreach (ModelRunner runner in _runners)
        {
            runner.Run([region], (_, outputs, frame, item, mapping) => Read(DecoderOf(runner), outputs, frame, item, mapping), cancellationToken);
        }

        double scaleX = region.Box.Width / region.Pixels.Width, scaleY = region.Box.Height / region.Pixels.Height;
        _found.RemoveAll(f => f.Box.Width * scaleX < _minFaceSize || f.Box.Height * scaleY < _minFaceSize);
        NonMaximumSuppression.Apply(_found, DecoderOf(_runners[0]).NeedsNms ? _thresholds.NmsThreshold : 1, _thresholds.MaxDetections);
        return _found;
    }

    public void Dispose() => _runners.ForEach(r => r.Dispose());

    private static IFaceDecoder DecoderOf(ModelRunner runner) => (IFaceDecoder)runner.Decoder;

    private static InputSpec Scaled(InputSpec input, double scale) => scale == 1 ? input : input with
    {
        Preparation = input.Preparation with { ShorterSide = Side(input.Preparation.ShorterSide, scale), LongerSideMax = Side(input.Preparation.LongerSideMax, scale) },
    };

    private static int Side(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));

    // Clipped first: the part outside the region is not there, and boxes are compared as they will be shown.
    private void Read(IFaceDecoder decoder, IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping)
    {
        _read.Clear();
        decoder.Decode(outputs, frame, item, _thresholds.MinConfidence, _read);
        _found.AddRange(_read.Select(f => new FaceDetection(mapping.ToSourceClipped(f.Box), f.Confidence, f.Points?.Select(mapping.ToSource).ToArray())));
    }
}
