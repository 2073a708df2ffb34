using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Examples;

/// <summary>
/// The pictures of a data set at a network's size, prepared exactly as they are when the model runs. Kept in memory up to a limit; what is beyond
/// is read again each time, and noticed when it has changed.
/// </summary>
/// <remarks>Safe on several threads at once.</remarks>
internal sealed class PictureStore
{
    private const long MostBytes = 2L << 30;
    private const int PartOfMemory = 8;

    private readonly IReadOnlyList<LabelledImage> _images;
    private readonly IPicturePreparation _preparation;
    private readonly PreparedPicture?[] _kept;
    private readonly PreparedShape[] _shapes;
    private readonly byte[][] _hashes;

    /// <summary>Reads every picture once.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="preparation">Brings them to size.</param>
    /// <param name="limit">Bytes of prepared pictures to keep; null for 2 GiB, or an eighth of the memory that the process may take where that is less.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="TrainingDataException">Some cannot be decoded, or have another size than their labels say, which are named; or there is not enough memory.</exception>
    public PictureStore(IReadOnlyList<LabelledImage> images, IPicturePreparation preparation, long? limit = null, CancellationToken cancellationToken = default)
    {
        (_images, _preparation) = (images, preparation);
        (_kept, _shapes, _hashes) = (new PreparedPicture?[images.Count], new PreparedShape[images.Count], new byte[images.Count][]);
        string?[] problems = new string?[images.Count];
        bool[] empty = new bool[images.Count];
        long kept = 0, most = limit ?? Math.Min(MostBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / PartOfMemory);
        void Keep(int i)
        {
            try
            {
                byte[] bytes = images[i].ReadBytes();
                _hashes[i] = SHA256.HashData(bytes);
                if (Prepare(i, bytes) is not { } prepared)
                {
                    empty[i] = true;
                    return;
                }

                _shapes[i] = prepared.Shape;
                if (Interlocked.Add(ref kept, prepared.Pixels.Length) <= most)
                {
                    _kept[i] = prepared;
                }
            }
            catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException or TrainingException or InferenceException)
            {
                problems[i] = $"'{images[i].Name}': {e.Message}";
            }
        }

        try
        {
            Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellationToken }, Keep);
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(OutOfMemory.Is) is { } lack)
        {
            throw new TrainingDataException($"There is not enough memory to prepare the pictures: {lack.Message.Split('\n')[0]} Give the process more, or the recipe's 'input' fewer pixels.", e);
        }

        if (problems.OfType<string>().ToArray() is { Length: > 0 } broken)
        {
            throw new TrainingDataException(
                $"{broken.Length} of {images.Count} pictures cannot be learned from. Remove them, or mend them ('data check' names them all): {string.Join(" ", broken.Take(10))}{(broken.Length > 10 ? " …" : "")}");
        }

        Usable = [.. Enumerable.Range(0, images.Count).Where(i => !empty[i])];
    }

    /// <summary>A hash of names, contents and labels, which says whether data have changed.</summary>
    public string Digest()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < _images.Count; i++)
        {
            LabelledImage image = _images[i];
            hash.AppendData(_hashes[i]);
            hash.AppendData(Encoding.UTF8.GetBytes($"{image.Name}\n{image.ClassId}\n{string.Join('\n', image.Objects)}\n{string.Join('\n', image.Objects.SelectMany(o => o.Points))}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Numbers of the pictures that show something to learn from.</summary>
    public IReadOnlyList<int> Usable { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => _images.Count;

    /// <summary>What is known about a picture.</summary>
    public LabelledImage Image(int index) => _images[index];

    /// <summary>The size of a prepared picture, known without reading it again.</summary>
    public PreparedShape Shape(int index) => _shapes[index];

    /// <summary>A prepared picture; not to be changed.</summary>
    /// <exception cref="TrainingDataException">It has changed since it was first read.</exception>
    public PreparedPicture this[int index] => _kept[index] ?? ReadAgain(index);

    private PreparedPicture ReadAgain(int index)
    {
        try
        {
            byte[] bytes = _images[index].ReadBytes();
            if (SHA256.HashData(bytes).AsSpan().SequenceEqual(_hashes[index]))
            {
                return Prepare(index, bytes)!;
            }
        }
        catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException($"The picture '{_images[index].Name}' could be read when the training began, and cannot now: {e.Message} Put it back and run the same command again.", e);
        }

        throw new TrainingDataException($"The picture '{_images[index].Name}' has changed since the training began. Put the former one back to go on, or begin anew with another --output.");
    }

    private PreparedPicture? Prepare(int index, byte[] bytes)
    {
        LabelledImage image = _images[index];
        using OpenedPicture picture = OpenedPicture.Open(image, bytes, Convert.ToHexStringLower(_hashes[index]), _preparation.InputSize, _preparation.Background);
        Image size = picture.Whole.Image;
        if (image.Objects.Count > 0 && image.LabelledSize is { } stated && stated != (size.Width, size.Height))
        {
            throw new TrainingException($"It has {size.Width} x {size.Height} pixels, but its labels are for {stated.Width} x {stated.Height}.");
        }

        return _preparation.Prepare(picture.Whole);
    }
}
