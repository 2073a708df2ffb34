using ImageAnalytics.Engine.Pipelines.Conditions;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>
/// A condition on an observation, such as <c>label in ('car', 'truck') and area_fraction &gt; 0.01</c>. The fields are those of
/// <see cref="WhereField.All"/>.
/// </summary>
/// <remarks>Immutable; safe on several threads at once.</remarks>
public sealed class WhereExpression
{
    /// <summary>Longest expression, in UTF-16 units.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Deepest nesting of an expression.</summary>
    public const int MaxDepth = 64;

    private readonly WhereCondition _condition;

    private WhereExpression(WhereTerm root)
    {
        Root = root;
        Canonical = WherePrinter.Print(root);
        _condition = WhereCompiler.Compile(root);
    }

    /// <summary>
    /// The expression in one form for fingerprints: spacing, the case of fields and keywords, quotes, needless parentheses,
    /// the spelling of operators and numbers, and the order in lists do not matter.
    /// </summary>
    public string Canonical { get; }

    /// <summary>The confidence below which nothing meets the condition, where it says so plainly (<c>confidence &gt;= 0.6</c>, perhaps with other conditions joined by <c>and</c>); else null.</summary>
    public double? LeastConfidence
        => (Root is AllTerm all ? all.Operands : [Root])
            .OfType<CompareTerm>()
            .Where(c => c is { Sign: WhereToken.Greater or WhereToken.GreaterOrEqual, Left: FieldTerm { Name: var name }, Right: NumberTerm } && name.Equals("confidence", StringComparison.OrdinalIgnoreCase))
            .Select(c => (double?)((NumberTerm)c.Right).Value)
            .Max();

    /// <summary>
    /// The labels of which a finding must have one, where the expression says so plainly (<c>label = 'car'</c>, <c>label in ('car', 'truck')</c> or such joined
    /// by <c>or</c>, perhaps with other conditions joined by <c>and</c>); else null.
    /// </summary>
    public IReadOnlyList<string>? Labels => (Root is AllTerm all ? all.Operands : [Root]).Select(LabelsOf).FirstOrDefault(l => l is not null);

    internal WhereTerm Root { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The expression, or every problem. Never throws for what the text holds.</returns>
    public static WhereReading Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<WhereProblem> problems = [];
        WhereTerm? root = WhereParser.Parse(text, problems);
        if (root is not null)
        {
            WhereChecker.Check(root, problems);
        }

        return problems.Count == 0 && root is not null
            ? new WhereReading(new WhereExpression(root), [])
            : new WhereReading(null, [.. problems.OrderBy(p => p.Column)]);
    }

    /// <summary>Whether an observation meets the condition. Allocates nothing.</summary>
    /// <param name="observation">What was found, its box in pixels of the upright image at full scale; no box means the whole image.</param>
    /// <param name="imageWidth">Columns of the upright image at full scale.</param>
    /// <param name="imageHeight">Rows of the upright image at full scale.</param>
    /// <remarks>
    /// Numbers are IEEE doubles. A division by zero gives infinity or no number; every comparison with no number is false, <c>!=</c> excepted.
    /// </remarks>
    public bool Matches(Observation observation, int imageWidth, int imageHeight)
    {
        ArgumentNullException.ThrowIfNull(observation);
        WhereSubject subject = new(observation, imageWidth, imageHeight);
        return _condition(in subject);
    }

    /// <summary>The canonical form.</summary>
    public override string ToString() => Canonical;

    private static IReadOnlyList<string>? LabelsOf(WhereTerm term) => term switch
    {
        CompareTerm { Sign: WhereToken.Equal, Left: FieldTerm field, Right: TextTerm text } when IsLabel(field) => [text.Value],
        CompareTerm { Sign: WhereToken.Equal, Left: TextTerm text, Right: FieldTerm field } when IsLabel(field) => [text.Value],
        InTerm { Operand: FieldTerm field } among when IsLabel(field) && among.Values.All(v => v is TextTerm) => [.. among.Values.Cast<TextTerm>().Select(t => t.Value)],
        AnyTerm any when any.Operands.Select(LabelsOf).ToArray() is var each && each.All(l => l is not null) => [.. each.SelectMany(l => l!)],
        _ => null,
    };

    private static bool IsLabel(FieldTerm field) => field.Name.Equals("label", StringComparison.OrdinalIgnoreCase);
}
