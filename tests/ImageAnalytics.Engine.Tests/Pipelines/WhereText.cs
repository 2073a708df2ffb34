using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Pipelines;

/// <summary>A random condition as text, with its meaning computed on its own: the oracle for parser, printer and compiler.</summary>
/// <param name="Text">The text, in any spelling.</param>
/// <param name="Meaning">What it says of an observation in an image of <see cref="Width"/> × <see cref="Height"/>.</param>
internal sealed record WhereText(string Text, Func<Observation, bool> Meaning)
{
    public const int Width = 64;
    public const int Height = 48;

    private sealed record Value(string Text, Func<Observation, double> Meaning);

    private static readonly string[] s_labels = ["car", "bus", "it's", "a \"b\"", "", "Ä"];

    public static Gen<WhereText> Any { get; } = Gen.Sized(size => Condition(Math.Min(size, 12)));

    public static Gen<Observation> Observations { get; } =
        from label in Gen.Elements(s_labels)
        from confidence in Gen.Choose(0, 4)
        from rank in Gen.Choose(0, 3)
        from box in Gen.Four(Gen.Choose(0, 6))
        from whole in Gen.Elements(true, false, false)
        select new Observation
        {
            Kind = ObservationKinds.Detection,
            Label = label,
            Confidence = confidence / 4.0,
            Rank = rank,
            Box = whole ? null : new BoundingBox(box.Item1, box.Item2, box.Item3, box.Item4),
        };

    private static Gen<string> Cased(string word) => Gen.Elements(word, word.ToUpperInvariant(), word[..1].ToUpperInvariant() + word[1..]);

    private static Gen<string> Space { get; } = Gen.Elements(" ", "  ", "\n\t");

    private static BoundingBox BoxOf(Observation o) => o.Box ?? new BoundingBox(0, 0, Width, Height);

    private static Gen<WhereText> Condition(int size)
    {
        Gen<WhereText> leaf = Gen.OneOf(Comparison(size / 2), TextComparison(), InLabels(), InNumbers(), Between(size / 2), Like());
        if (size <= 0)
        {
            return leaf;
        }

        Gen<WhereText> inner = Condition(size / 2).Select(c => new WhereText($"({c.Text})", c.Meaning));
        return Gen.OneOf(
            leaf,
            inner,
            from a in inner from b in inner from s in Space from word in Cased("and") select new WhereText($"{a.Text}{s}{word}{s}{b.Text}", o => a.Meaning(o) && b.Meaning(o)),
            from a in inner from b in inner from s in Space from word in Cased("or") select new WhereText($"{a.Text}{s}{word}{s}{b.Text}", o => a.Meaning(o) || b.Meaning(o)),
            from a in inner from s in Space from word in Cased("not") select new WhereText($"{word}{s}{a.Text}", o => !a.Meaning(o)),
            // Without parentheses: or binds looser than and, and than not.
            from a in leaf
            from b in leaf
            from c in leaf
            select new WhereText($"{a.Text} or not {b.Text} and {c.Text}", o => a.Meaning(o) || (!b.Meaning(o) && c.Meaning(o))));
    }

    private static Gen<WhereText> Comparison(int size) =>
        from a in Number(size)
        from b in Number(size)
        from sign in Gen.Elements("=", "==", "!=", "<>", "<", "<=", ">", ">=")
        from space in Gen.Elements("", " ")
        select new WhereText($"{a.Text}{space}{sign}{space}{b.Text}", o => Compare(sign, a.Meaning(o), b.Meaning(o)));

    private static bool Compare(string sign, double a, double b) => sign switch
    {
        "=" or "==" => a == b,
        "!=" or "<>" => a != b,
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        _ => a >= b,
    };

    private static Gen<string> Quoted(string text) => Gen.Elements(
        "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");

    private static Gen<WhereText> TextComparison() =>
        from label in Gen.Elements(s_labels)
        from quoted in Quoted(label)
        from equal in Gen.Elements(true, false)
        from field in Cased("label")
        from swap in Gen.Elements(true, false)
        let sign = equal ? "=" : "!="
        select new WhereText(swap ? $"{quoted}{sign}{field}" : $"{field} {sign} {quoted}", o => (o.Label == label) == equal);

    private static Gen<WhereText> InLabels() =>
        from labels in Gen.NonEmptyListOf(Gen.Elements(s_labels))
        from not in Gen.Elements("", "not ")
        select new WhereText(
            $"label {not}in ({string.Join(",", labels.Select(l => "'" + l.Replace("'", "''", StringComparison.Ordinal) + "'"))})",
            o => labels.Contains(o.Label) == (not.Length == 0));

    private static Gen<WhereText> InNumbers() =>
        from numbers in Gen.NonEmptyListOf(Gen.Choose(-3, 6))
        from not in Gen.Elements("", "not ")
        select new WhereText($"rank {not}in ({string.Join(" , ", numbers)})", o => numbers.Contains(o.Rank) == (not.Length == 0));

    private static Gen<WhereText> Between(int size) =>
        from a in Number(size)
        from low in Number(size)
        from high in Number(size)
        from not in Gen.Elements("", "not ")
        select new WhereText(
            $"{a.Text} {not}between {low.Text} and {high.Text}",
            o => (a.Meaning(o) >= low.Meaning(o) && a.Meaning(o) <= high.Meaning(o)) == (not.Length == 0));

    private static Gen<WhereText> Like() => Gen.Elements(
        new WhereText("label like '%a%'", o => o.Label.Contains('a', StringComparison.Ordinal)),
        new WhereText("label like 'c%'", o => o.Label.StartsWith('c')),
        new WhereText("label not like '___'", o => o.Label.Length != 3),
        new WhereText("label like '%%s'", o => o.Label.EndsWith('s')));

    private static Gen<Value> Number(int size)
    {
        Gen<Value> leaf = Gen.OneOf(
            Gen.Choose(0, 6).Select(n => new Value($"{n}", _ => n)),
            Gen.Elements(new Value("0.25", _ => 0.25), new Value("2.5e-1", _ => 0.25), new Value(".5", _ => 0.5)),
            Gen.Elements(
                new Value("confidence", o => o.Confidence),
                new Value("x", o => BoxOf(o).X),
                new Value("WIDTH", o => BoxOf(o).Width),
                new Value("bottom", o => BoxOf(o).Y + BoxOf(o).Height),
                new Value("aspect", o => BoxOf(o).Width / BoxOf(o).Height),
                new Value("width_fraction", o => BoxOf(o).Width / Width),
                new Value("Image_Height", _ => Height)));
        if (size <= 0)
        {
            return leaf;
        }

        Gen<Value> inner = Number(size / 2).Select(v => new Value($"({v.Text})", v.Meaning));
        return Gen.OneOf(
            leaf,
            inner,
            from a in inner from b in inner select new Value($"{a.Text}+{b.Text}", o => a.Meaning(o) + b.Meaning(o)),
            from a in inner from b in inner select new Value($"{a.Text} - {b.Text}", o => a.Meaning(o) - b.Meaning(o)),
            from a in inner from b in inner select new Value($"{a.Text}*{b.Text}", o => a.Meaning(o) * b.Meaning(o)),
            from a in inner from b in inner select new Value($"{a.Text}/ {b.Text}", o => a.Meaning(o) / b.Meaning(o)),
            from a in inner select new Value($"-{a.Text}", o => -a.Meaning(o)),
            from a in leaf
            from b in leaf
            from c in leaf
            select new Value($"{a.Text} - {b.Text} * {c.Text} - 1", o => a.Meaning(o) - (b.Meaning(o) * c.Meaning(o)) - 1));
    }
}
