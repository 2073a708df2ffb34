using System.Runtime.ExceptionServices;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Evaluation.Pictures;

/// <summary>Shows pictures to several lanes side by side. The lanes of one model share its weights.</summary>
internal static class PictureLanes
{
    /// <summary>Looks at every picture once.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="open">Opens a lane; called once for each, on the caller's thread.</param>
    /// <param name="lanes">How many lanes.</param>
    /// <param name="progress">Told how many pictures are done, from several threads.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The answers in the order of the pictures, without those that could not be looked at, and these.</returns>
    public static (IReadOnlyList<(LabelledImage Image, TAnswer Answer)> Answers, IReadOnlyList<BrokenPicture> Broken) Look<TAnswer>(
        IReadOnlyList<LabelledImage> images, Func<IPictureLane<TAnswer>> open, int lanes, Action<int> progress, CancellationToken cancellationToken)
        where TAnswer : class
    {
        TAnswer?[] answers = new TAnswer?[images.Count];
        BrokenPicture?[] broken = new BrokenPicture?[images.Count];
        List<IPictureLane<TAnswer>> opened = [];
        int next = -1, done = 0;
        try
        {
            for (int i = 0; i < Math.Clamp(images.Count, 1, lanes); i++)
            {
                opened.Add(open());
            }

            Parallel.ForEach(opened, new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellationToken }, lane =>
            {
                for (int at = Interlocked.Increment(ref next); at < images.Count; at = Interlocked.Increment(ref next))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    (answers[at], broken[at]) = LookAt(lane, images[at], cancellationToken);
                    progress(Interlocked.Increment(ref done));
                }
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        finally
        {
            opened.ForEach(l => l.Dispose());
        }

        return (
            [.. images.Zip(answers).Where(p => p.Second is not null).Select(p => (p.First, p.Second!))],
            [.. broken.OfType<BrokenPicture>()]);
    }

    private static (TAnswer? Answer, BrokenPicture? Problem) LookAt<TAnswer>(IPictureLane<TAnswer> lane, LabelledImage image, CancellationToken cancellationToken)
        where TAnswer : class
    {
        try
        {
            using OpenedPicture picture = OpenedPicture.Open(image, lane.InputSize, lane.Background);
            return (lane.Look(picture.Whole, cancellationToken), null);
        }
        catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException || IsModels(e))
        {
            return (null, new BrokenPicture(image.Name, e.Message) { IsModels = IsModels(e) });
        }
    }

    // The last two are of outputs that are smaller for this picture than for the one that the model was tried with.
    private static bool IsModels(Exception e) => e is InferenceException or InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException;
}
