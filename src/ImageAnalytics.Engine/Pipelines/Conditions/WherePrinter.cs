using System.Globalization;

namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Writes a checked expression in its one form, with as few parentheses as possible.</summary>
internal static class WherePrinter
{
    // Binding strength, loosest first; a term in parentheses binds like a value.
    private const int Any = 1, All = 2, Not = 3, Comparison = 4, Sum = 5, Product = 6, Signed = 7, Value = 8;

    public static string Print(WhereTerm term) => term switch
    {
        NumberTerm number => NumberText(number.Value),
        TextTerm text => Quote(text.Value),
        FieldTerm field => field.Field?.Name ?? field.Name,
        NegateTerm negate => "-" + At(Signed, negate.Operand),
        ArithmeticTerm a => $"{At(Strength(a), a.Left)} {SignText(a.Sign)} {At(Strength(a) + 1, a.Right)}",
        CompareTerm c => $"{At(Sum, c.Left)} {SignText(c.Sign)} {At(Sum, c.Right)}",
        InTerm list => $"{At(Sum, list.Operand)} in ({string.Join(", ", list.Values.Select(Print).Distinct().Order(StringComparer.Ordinal))})",
        BetweenTerm b => $"{At(Sum, b.Operand)} between {At(Sum, b.Low)} and {At(Sum, b.High)}",
        LikeTerm like => $"{At(Sum, like.Operand)} like {Quote(like.Pattern.Value)}",
        NotTerm not => "not " + At(Not, not.Operand),
        AllTerm all => string.Join(" and ", all.Operands.Select(o => At(All + 1, o))),
        AnyTerm any => string.Join(" or ", any.Operands.Select(o => At(Any + 1, o))),
        _ => throw new ArgumentException($"There is no form for a {term.GetType().Name}.", nameof(term)),
    };

    private static string At(int strength, WhereTerm term) => Strength(term) >= strength ? Print(term) : $"({Print(term)})";

    private static int Strength(WhereTerm term) => term switch
    {
        AnyTerm => Any,
        AllTerm => All,
        NotTerm => Not,
        CompareTerm or InTerm or BetweenTerm or LikeTerm => Comparison,
        ArithmeticTerm { Sign: WhereToken.Plus or WhereToken.Minus } => Sum,
        ArithmeticTerm => Product,
        NegateTerm => Signed,
        _ => Value,
    };

    private static string NumberText(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string SignText(WhereToken sign) => sign switch
    {
        WhereToken.Equal => "=",
        WhereToken.NotEqual => "!=",
        WhereToken.Less => "<",
        WhereToken.LessOrEqual => "<=",
        WhereToken.Greater => ">",
        WhereToken.GreaterOrEqual => ">=",
        WhereToken.Plus => "+",
        WhereToken.Minus => "-",
        WhereToken.Times => "*",
        _ => "/",
    };
}
