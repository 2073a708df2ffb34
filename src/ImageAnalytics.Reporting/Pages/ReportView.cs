namespace ImageAnalytics.Reporting;

/// <summary>A report's model with what was prepared for its page: thumbnails and a colour for each label.</summary>
public sealed class ReportView
{
    private const int Colours = 12;
    private readonly Dictionary<string, int> _colours;
    private readonly Thumbnail?[] _thumbnails;
    private readonly Dictionary<ReportMade, MadeThumbnail> _made = new(ReferenceEqualityComparer.Instance);

    /// <param name="model">What to show.</param>
    /// <param name="pictures">The pictures that are shown.</param>
    /// <param name="thumbnails">One for each of them, then others.</param>
    /// <param name="made">The made pictures of all of them, in order, so many of each as are shown.</param>
    internal ReportView(ReportModel model, IReadOnlyList<ReportPicture> pictures, Thumbnail?[] thumbnails, IReadOnlyList<MadeThumbnail> made)
    {
        (Model, Pictures, _thumbnails) = (model, pictures, thumbnails);
        foreach (MadeThumbnail one in made)
        {
            _made[one.Made] = one;
        }

        // The labels that are drawn most get colours that differ; later ones start again from the first.
        _colours = pictures.SelectMany(p => p.Boxes).CountBy(b => b.Label)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select((entry, rank) => (entry.Key, rank % Colours))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>What to show.</summary>
    public ReportModel Model { get; }

    /// <summary>The pictures that are shown.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; }

    internal Thumbnail? ThumbnailOf(int picture) => _thumbnails[picture];

    internal IReadOnlyList<MadeThumbnail> MadeOf(ReportPicture picture) => [.. picture.Made.Take(ReportWriter.MaxMade).Select(m => _made[m])];

    /// <summary>The style class of a label's colour.</summary>
    internal string ColourOf(string label) => _colours.TryGetValue(label, out int colour) ? $"c{colour}" : "c0";
}
