using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Engine.Workers;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Engine.Verifying;

/// <summary>Computes a sample of a finished run again, with the pipeline that the run recorded, and says what is not as it was.</summary>
/// <remarks>Nothing is taken from the run's store, and nothing is written to it.</remarks>
public sealed class RunVerifier(RunPreparation preparation, ScanRunFactory runs, IRunProgress progress, TimeProvider clock)
{
    /// <summary>Verifies.</summary>
    /// <param name="recorded">The run.</param>
    /// <param name="count">At most so many images.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="dataFolder">Where the user's data is, such as galleries of faces.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RunRefusedException">The recorded pipeline cannot be run any more; says why.</exception>
    /// <exception cref="StoreException">The run cannot be read, or none of the sample's originals is left.</exception>
    public async Task<Verification> VerifyAsync(RunReader recorded, int count, int seed, string dataFolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        // What comes again and again depends on all pictures of a folder, of which the sample is a part.
        recorded.IncludeWhatWasLeftOut();
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("imageanalytics-verify-");
        try
        {
            string input = temporary.CreateSubdirectory("in").FullName;
            RunRequest request = RecordedRun.RequestOf(recorded, dataFolder) with { Inputs = [input], Output = Path.Combine(temporary.FullName, "out"), RawCsv = false, Notifies = false };
            SampleCopy copy = new(input, request.Limits);
            SampledImage[] sample = [.. recorded.RandomImages(count, seed).Where(s => copy.Add(s.Image))];
            if (sample.Length == 0)
            {
                throw new StoreException(
                    $"Nothing of the run '{recorded.RunId}' can be verified: {(copy.Skipped.Count == 0 ? "it has no picture" : $"of '{copy.Skipped[0].Path}' {copy.Skipped[0].Reason}")}.");
            }

            PreparedRun run = preparation.Prepare(request);
            run = run with
            {
                Pipeline = run.Pipeline with { Images = new ImageSelection { Pages = run.Pipeline.Images.Pages }, Alerts = [], Tables = [], Notify = [], Repeats = null },
            };
            ScanResult result = await runs.Create(run, progress, clock).ExecuteAsync(() => [], static _ => { }, refreshReport: null, "", cancellationToken).ConfigureAwait(false);
            using RunReader again = RunReader.Open(result.Outcome.Folder);
            return new Verification
            {
                RunId = recorded.RunId,
                Checked = sample.Length,
                Skipped = copy.Skipped,
                ChangedSteps = [.. StepChanges.Of(recorded, run)],
                Drifts = [.. Drifts(recorded, sample, again)],
            };
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static IEnumerable<Drift> Drifts(RunReader recorded, SampledImage[] sample, RunReader again)
    {
        Dictionary<(string?, int), long> ordinals = [];
        foreach (RunImage image in again.Images())
        {
            ordinals[(image.ContentHash, image.Page)] = image.Ordinal;
        }

        ILookup<(long, string), StoredObservation> found = again.Observations().ToLookup(o => (o.Ordinal, again.Steps[o.Step].Id), o => o.Stored);
        foreach ((RunImage image, IReadOnlyList<RunObservation> observations) in sample)
        {
            long ordinal = ordinals.GetValueOrDefault((image.ContentHash, image.Page), -1);
            foreach (int step in recorded.StepOrder)
            {
                string id = recorded.Steps[step].Id;
                StoredObservation[] then = [.. observations.Where(o => o.Step == step).Select(o => o.Stored)], now = [.. found[(ordinal, id)]];
                if (!FindingComparer.AreEqual(then, now))
                {
                    yield return new Drift(image.Path, id, then.Length, now.Length, FindingComparer.LargestConfidenceDifference(then, now));
                }
            }
        }
    }
}
