using ImageAnalytics.Reporting.Charts;
using ImageAnalytics.Reporting.Writing;

namespace ImageAnalytics.Reporting;

/// <summary>A report's model with what was prepared for its page: thumbnails and a colour for each label.</summary>
public sealed class ReportView
{
    private readonly LabelNumbers _numbers;
    private readonly Thumbnail?[] _thumbnails;
    private readonly Dictionary<ReportMade, MadeThumbnail> _made = new(ReferenceEqualityComparer.Instance);

    /// <param name="model">What to show.</param>
    /// <param name="pictures">The pictures that are shown.</param>
    /// <param name="thumbnails">One for each of them, then others.</param>
    /// <param name="made">The made pictures of all of them, in order, so many of each as are shown.</param>
    /// <param name="numbers">Gives labels their colours; null counts those of <paramref name="pictures"/>.</param>
    internal ReportView(ReportModel model, IReadOnlyList<ReportPicture> pictures, Thumbnail?[] thumbnails, IReadOnlyList<MadeThumbnail> made, LabelNumbers? numbers = null)
    {
        (Model, Pictures, _thumbnails) = (model, pictures, thumbnails);
        _numbers = numbers ?? new LabelNumbers([], pictures);
        foreach (MadeThumbnail one in made)
        {
            _made[one.Made] = one;
        }
    }

    /// <summary>What to show.</summary>
    public ReportModel Model { get; }

    /// <summary>The pictures that are shown.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; }

    /// <summary>The charts of the front page.</summary>
    internal IReadOnlyList<ReportChart> Charts { get; init; } = [];

    /// <summary>Those of how the figures changed from run to run.</summary>
    internal IReadOnlyList<TrendChart> TrendCharts { get; init; } = [];

    /// <summary>The alerts of which the gallery has a picture, by number.</summary>
    internal IReadOnlySet<int> AlertsWithPictures { get; init; } = new HashSet<int>();

    /// <summary>Whether the page of slides lies beside the report.</summary>
    internal bool HasSlides { get; init; }

    /// <summary>Whether the presentation lies beside the report.</summary>
    internal bool HasPresentation { get; init; }

    internal Thumbnail? ThumbnailOf(int picture) => _thumbnails[picture];

    internal IReadOnlyList<MadeThumbnail> MadeOf(ReportPicture picture) => [.. picture.Made.Where(_made.ContainsKey).Take(ReportWriter.MaxMade).Select(m => _made[m])];

    /// <summary>The style class of a label's colour.</summary>
    internal string ColourOf(string label) => $"c{_numbers.ColourOf(label)}";
}
