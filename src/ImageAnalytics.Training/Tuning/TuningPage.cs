using ImageAnalytics.Reporting;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Writes the page of trials.</summary>
public static class TuningPage
{
    /// <summary>Writes <c>index.html</c> and its charts.</summary>
    /// <param name="result">What came of tuning.</param>
    /// <param name="folder">The page's folder; made when it is not there.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static Task<string> WriteAsync(TuningResult result, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return TuningPageWriter.WriteAsync(
            new TuningModel
            {
                Title = $"{result.Name}: {result.Trials} trials",
                Subtitle = $"Which values of {string.Join(", ", result.Parameters.Select(p => p.Name))} make {result.Figure} of the {result.Kind} largest?",
                Figure = result.Figure,
                Before = result.Before,
                After = result.After,
                Best = result.Best.Number,
                BestScore = result.Best.Score ?? 0,
                Notes = result.Notes,
                Parameters = [.. result.Parameters.Select(p => new TuningParameter(p.Name, p.Logarithmic))],
                Trials = [.. result.Records.GroupBy(r => r.Number).OrderBy(g => g.Key).Select(g => TrialOf(g.MaxBy(r => r.Round)!, result))],
            },
            folder,
            cancellationToken);
    }

    private static TuningTrial TrialOf(TrialRecord record, TuningResult result)
        => new(record.Number, record.Epochs, record.Score, record.Problem, [.. result.Parameters.Select(p => record.Values.GetValueOrDefault(p.Name))])
        {
            Numbers = [.. result.Parameters.Select(p => record.Values.TryGetValue(p.Name, out string? value) ? TuneValue.Number(value) : null)],
            Seconds = result.Records.Where(r => r.Number == record.Number).Sum(r => r.Seconds),
            Last = record.Round == result.Best.Round,
        };
}
