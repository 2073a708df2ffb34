using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Reporting.Charts;

/// <summary>
/// Names at the left of a chart, in any script: what draws charts leaves out characters that the machine's fonts lack, although the reader's may have
/// them. A stand-in as wide is drawn for such a name, and the name takes its place in the finished file.
/// </summary>
internal sealed partial class ChartNames
{
    private const double Size = 12;
    private const char Mark = '~', Filler = 'm';
    private readonly List<string> _names = [];

    /// <summary>What to draw for a name.</summary>
    public string Of(string name)
    {
        if (Ascii.IsValid(name) && !name.Contains(Mark, StringComparison.Ordinal))
        {
            return name;
        }

        int number = _names.IndexOf(name);
        if (number < 0)
        {
            number = _names.Count;
            _names.Add(name);
        }

        string mark = string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}{Mark}");
        double room = TextWidth.Of(name, Size) - TextWidth.Of(mark, Size);
        return mark.Insert(mark.Length - 1, new string(Filler, Math.Max(0, (int)Math.Ceiling(room / TextWidth.Of($"{Filler}", Size)))));
    }

    /// <summary>The file with the names in the places of their stand-ins.</summary>
    public string Put(string svg)
        => StandIn().Replace(svg, m => int.Parse(m.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) is var number && number < _names.Count
            ? $"<text{m.Groups["before"].Value} x=\"0\" y=\"{m.Groups["y"].Value}\" text-anchor=\"end\">{SecurityElement.Escape(_names[number])}</text>"
            : m.Value);

    [GeneratedRegex("""<text(?<before>[^>]*?) x="[^"]*" y="(?<y>[^",]*)[^"]*">\s*~(?<number>\d{1,6})m*~\s*</text>""")]
    private static partial Regex StandIn();
}
