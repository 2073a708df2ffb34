namespace ImageAnalytics.Reporting.Writing;

/// <summary>The numbers and colours by which pages know labels.</summary>
internal sealed class LabelNumbers
{
    private const int Colours = 12;
    private readonly Dictionary<(string Step, string Label), int> _numbers = [];
    private readonly Dictionary<string, int> _colours;
    private int _next;

    /// <param name="steps">The steps with their labels.</param>
    /// <param name="pictures">The pictures that are shown; the labels that are drawn most in them get colours that differ, later ones start again from the first.</param>
    public LabelNumbers(IReadOnlyList<ReportStep> steps, IEnumerable<ReportPicture> pictures)
    {
        foreach ((ReportStep step, ReportLabel label) in steps.SelectMany(s => s.Labels.Select(l => (s, l))))
        {
            _numbers.TryAdd((step.Id, label.Label), label.Id);
            _next = Math.Max(_next, label.Id + 1);
        }

        _colours = pictures.SelectMany(p => p.Boxes).CountBy(b => b.Label)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select((entry, rank) => (entry.Key, rank % Colours))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The number of a step's label; a new one for a label that is not among those of the step.</summary>
    public int Of(string step, string label)
    {
        if (!_numbers.TryGetValue((step, label), out int number))
        {
            _numbers[(step, label)] = number = _next++;
        }

        return number;
    }

    /// <summary>The number of a label's colour.</summary>
    public int ColourOf(string label) => _colours.GetValueOrDefault(label);
}
