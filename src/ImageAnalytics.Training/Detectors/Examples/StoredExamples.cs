using System.Runtime.InteropServices;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Examples;
using OpenCvSharp;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>The pictures of a store with their objects, altered by an augmenter.</summary>
internal sealed class StoredExamples : IDetectionExamples, IDisposable
{
    private const long MostBytes = 1L << 30;
    private const int PartOfMemory = 16;

    private readonly PictureStore _store;
    private readonly IReadOnlyList<ExampleObject>?[] _objects;
    private readonly Augmenter _augmenter;
    private readonly bool _alters;
    private readonly long _limit;
    private long _keptMasks;

    /// <summary>Makes it.</summary>
    /// <param name="store">The pictures; borrowed.</param>
    /// <param name="input">How they were prepared.</param>
    /// <param name="augmentation">How they are altered; null for never.</param>
    /// <param name="seed">Decides about what is random.</param>
    /// <param name="epochs">Passes over the data, over which alterations may grow weaker.</param>
    /// <param name="limit">Bytes of masks to keep, beyond which they are made again each time; null for 1 GiB, or a sixteenth of the memory that the process may take where that is less.</param>
    public StoredExamples(PictureStore store, InputSpec input, AugmentationOptions? augmentation, int seed, int epochs = 1, long? limit = null)
    {
        _limit = limit ?? Math.Min(MostBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / PartOfMemory);
        (_store, _objects, _alters) = (store, new IReadOnlyList<ExampleObject>?[store.Count], augmentation is not null);
        AugmentationOptions options = augmentation ?? new();
        PreparationSpec size = input.Preparation;
        _augmenter = new Augmenter(size.Mode == ResizeMode.ShorterSide ? options : options with { Width = size.Width, Height = size.Height }, (ulong)seed, epochs);
    }

    public int Count => _store.Count;

    public DetectionExample this[int index]
    {
        get
        {
            PreparedPicture picture = _store[index];
            return new DetectionExample(_store.Image(index).Name, picture.Pixels, picture.Width, picture.Height, Objects(index));
        }
    }

    public IReadOnlyList<ExampleObject> Objects(int index)
    {
        if (_objects[index] is { } known)
        {
            return known;
        }

        IReadOnlyList<ExampleObject> objects = PreparedObjects.Of(_store.Image(index), _store.Shape(index));
        long bytes = objects.Sum(o => (long)(o.Mask?.Pixels.Length ?? 0));
        if (_keptMasks + bytes <= _limit)
        {
            _keptMasks += bytes;
            _objects[index] = objects;
        }

        return objects;
    }

    /// <summary>How many labelled objects are no object at the network's size: outside of what it sees, or smaller than a pixel there.</summary>
    public int LeftOut() => Enumerable.Range(0, Count).Sum(i => _store.Image(i).Objects.Count - Objects(i).Count);

    public DetectionExample Altered(int index, int epoch)
    {
        DetectionExample example = this[index];
        if (!_alters)
        {
            return example;
        }

        IReadOnlySet<int> covered = new HashSet<int>();
        using Mat picture = _store[index].ToMat();
        using Mat? map = example.Objects.Any(o => o.Mask is not null) ? InstanceMap.Draw(example, out covered) : null;
        Dictionary<int, Mat> own = covered.ToDictionary(i => i, i => InstanceMap.DrawOne(example, example.Objects[i].Mask!));
        try
        {
            AugmentedSample altered = _augmenter.Apply(picture, [.. example.Objects.Select((o, i) => ToAugmented(o, i, own.GetValueOrDefault(i)))], epoch, index, map);
            byte[] pixels = new byte[altered.Picture.Cols * altered.Picture.Rows * altered.Picture.Channels()];
            Marshal.Copy(altered.Picture.Data, pixels, 0, pixels.Length);
            return new DetectionExample(
                example.Name, pixels, altered.Picture.Cols, altered.Picture.Rows, [.. altered.Objects.Select(o => FromAugmented(o, altered))]);
        }
        finally
        {
            foreach (Mat mask in own.Values)
            {
                mask.Dispose();
            }
        }
    }

    public void Dispose() => _augmenter.Dispose();

    // Most objects are numbers in one map; one that another covers in part keeps its pixels in a mask of its own.
    private static AugmentationObject ToAugmented(ExampleObject one, int index, Mat? own) => new()
    {
        ClassId = one.ClassId, Box = one.Box.ToBox(), Mask = own, Instance = one.Mask is null || own is not null ? 0 : index + 1, Crowd = one.Crowd, Points = one.Points,
    };

    private static ExampleObject FromAugmented(AugmentationObject one, AugmentedSample sample) => new(one.ClassId, EdgeBox.Of(one.Box))
    {
        Crowd = one.Crowd,
        Points = one.Points,
        Mask = one.Mask is { } own ? InstanceMap.CutOne(own, one.Box) : one.Instance > 0 && sample.LabelMap is { } map ? InstanceMap.Cut(map, one.Instance, one.Box) : null,
    };
}
