namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Checks that fields exist and that numbers, texts and conditions stand where they can; tells all that is wrong.</summary>
internal sealed class WhereChecker
{
    private readonly List<WhereProblem> _problems;

    private WhereChecker(List<WhereProblem> problems) => _problems = problems;

    public static void Check(WhereTerm root, List<WhereProblem> problems) => new WhereChecker(problems).Expect(root, WhereType.Condition);

    /// <summary>The problem of a word that is no field.</summary>
    public static WhereProblem UnknownField(string word, int offset)
    {
        string shown = ShownText.Of(word, 60);
        string[] fields = [.. WhereField.All.Select(f => f.Name)];
        return new WhereProblem(
            offset + 1,
            $"There is no field '{shown}'. A text stands in quotes: '{shown}'.",
            "one of: " + string.Join(", ", fields),
            NearestName.Of(word, fields));
    }

    private void Expect(WhereTerm term, WhereType expected)
    {
        WhereType found = TypeOf(term);
        if (found == expected || found == WhereType.Unknown)
        {
            return;
        }

        Add(term, $"{Capital(Describe(term, found))} stands where {Name(expected)} is needed.", expected switch
        {
            WhereType.Condition => "a condition such as confidence > 0.6",
            WhereType.Number => "a number or a field that holds one",
            _ => "a text in quotes or a field that holds one: label, kind",
        });
    }

    private WhereType TypeOf(WhereTerm term)
    {
        switch (term)
        {
            case NumberTerm:
                return WhereType.Number;
            case TextTerm:
                return WhereType.Text;
            case FieldTerm field:
                return TypeOfField(field);
            case NegateTerm negate:
                Expect(negate.Operand, WhereType.Number);
                return WhereType.Number;
            case ArithmeticTerm arithmetic:
                Expect(arithmetic.Left, WhereType.Number);
                Expect(arithmetic.Right, WhereType.Number);
                return WhereType.Number;
            default:
                CheckCondition(term);
                return WhereType.Condition;
        }
    }

    private void CheckCondition(WhereTerm term)
    {
        switch (term)
        {
            case CompareTerm compare:
                CheckComparison(compare);
                break;
            case InTerm list:
                CheckList(list);
                break;
            case BetweenTerm between:
                Expect(between.Operand, WhereType.Number);
                Expect(between.Low, WhereType.Number);
                Expect(between.High, WhereType.Number);
                break;
            case LikeTerm like:
                Expect(like.Operand, WhereType.Text);
                break;
            case NotTerm not:
                Expect(not.Operand, WhereType.Condition);
                break;
            case AllTerm all:
                ExpectEach(all.Operands, WhereType.Condition);
                break;
            case AnyTerm any:
                ExpectEach(any.Operands, WhereType.Condition);
                break;
        }
    }

    private void ExpectEach(IEnumerable<WhereTerm> terms, WhereType expected)
    {
        foreach (WhereTerm term in terms)
        {
            Expect(term, expected);
        }
    }

    private void CheckComparison(CompareTerm compare)
    {
        if (compare.Sign is not (WhereToken.Equal or WhereToken.NotEqual))
        {
            Expect(compare.Left, WhereType.Number);
            Expect(compare.Right, WhereType.Number);
            return;
        }

        WhereType left = TypeOf(compare.Left);
        if (left == WhereType.Condition)
        {
            Add(compare.Left, "A condition cannot be compared. Join conditions with 'and', 'or' and 'not'.");
            _ = TypeOf(compare.Right);
        }
        else if (left == WhereType.Unknown)
        {
            _ = TypeOf(compare.Right);
        }
        else
        {
            Expect(compare.Right, left);
        }
    }

    private void CheckList(InTerm list)
    {
        WhereType operand = TypeOf(list.Operand);
        if (operand == WhereType.Condition)
        {
            Add(list.Operand, "A condition cannot be looked up in a list. Join conditions with 'and', 'or' and 'not'.");
            return;
        }

        ExpectEach(list.Values, operand == WhereType.Unknown ? TypeOf(list.Values[0]) : operand);
    }

    private WhereType TypeOfField(FieldTerm term)
    {
        if (term.Field is { } field)
        {
            return field.IsNumber ? WhereType.Number : WhereType.Text;
        }

        _problems.Add(UnknownField(term.Name, term.Offset));
        return WhereType.Unknown;
    }

    private void Add(WhereTerm term, string message, string? expected = null)
        => _problems.Add(new WhereProblem(term.Offset + 1, message, expected));

    private static string Describe(WhereTerm term, WhereType type) => term switch
    {
        FieldTerm field => $"the field '{field.Field!.Name}', which holds {Name(type)},",
        TextTerm text => $"the text '{ShownText.Of(text.Value, 40)}'",
        _ => Name(type),
    };

    private static string Name(WhereType type) => type switch
    {
        WhereType.Number => "a number",
        WhereType.Text => "a text",
        _ => "a condition",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
