using System.Globalization;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>The grammar, loosest first: or, and, not, comparison, + and -, * and /, minus sign, value.</summary>
/// <remarks>
/// Values and conditions share one grammar; <see cref="WhereChecker"/> tells them apart, which gives better messages than a syntax error.
/// </remarks>
internal static class WhereGrammar
{
    private static readonly TokenListParser<WhereToken, WhereTerm> s_number =
        Token.EqualTo(WhereToken.Number).Select(t => (WhereTerm)new NumberTerm(Offset(t), NumberOf(t.ToStringValue()))).Named("a number");

    private static readonly TokenListParser<WhereToken, WhereTerm> s_text =
        Token.EqualTo(WhereToken.Text).Select(t => (WhereTerm)new TextTerm(Offset(t), TextOf(t.ToStringValue()))).Named("a text in quotes");

    private static readonly TokenListParser<WhereToken, WhereTerm> s_field =
        Token.EqualTo(WhereToken.Word).Select(t => (WhereTerm)new FieldTerm(Offset(t), t.ToStringValue())).Named("a field");

    private static readonly TokenListParser<WhereToken, WhereTerm> s_parenthesised =
        from open in Token.EqualTo(WhereToken.Open).Named("'('")
        from inner in Parse.Ref(() => Condition!)
        from close in Token.EqualTo(WhereToken.Close).Named("')'")
        select inner;

    private static readonly TokenListParser<WhereToken, WhereTerm> s_signed =
        from signs in Token.EqualTo(WhereToken.Minus).Named("a minus sign").Many()
        from value in s_number.Or(s_text).Or(s_field).Or(s_parenthesised)
        select signs.Reverse().Aggregate(value, (term, sign) => new NegateTerm(Offset(sign), term));

    private static readonly TokenListParser<WhereToken, WhereTerm> s_product =
        Parse.Chain(Sign(WhereToken.Times, "*").Or(Sign(WhereToken.Divide, "/")), s_signed, Arithmetic);

    private static readonly TokenListParser<WhereToken, WhereTerm> s_sum =
        Parse.Chain(Sign(WhereToken.Plus, "+").Or(Sign(WhereToken.Minus, "-")), s_product, Arithmetic);

    private static readonly TokenListParser<WhereToken, WhereTerm> s_constant =
        from signs in Token.EqualTo(WhereToken.Minus).Named("a minus sign").Many()
        from value in s_number.Or(s_text)
        select signs.Reverse().Aggregate(value, (term, sign) => new NegateTerm(Offset(sign), term));

    private static readonly TokenListParser<WhereToken, Func<WhereTerm, WhereTerm>> s_comparison =
        from sign in Sign(WhereToken.Equal, "=").Or(Sign(WhereToken.NotEqual, "!="))
            .Or(Sign(WhereToken.Less, "<")).Or(Sign(WhereToken.LessOrEqual, "<="))
            .Or(Sign(WhereToken.Greater, ">")).Or(Sign(WhereToken.GreaterOrEqual, ">="))
        from right in s_sum
        select (Func<WhereTerm, WhereTerm>)(left => new CompareTerm(left.Offset, sign.Kind, left, right));

    private static readonly TokenListParser<WhereToken, Func<WhereTerm, WhereTerm>> s_in =
        from word in Token.EqualTo(WhereToken.In).Named("in")
        from open in Token.EqualTo(WhereToken.Open).Named("'('")
        from values in s_constant.AtLeastOnceDelimitedBy(Token.EqualTo(WhereToken.Comma).Named("','"))
        from close in Token.EqualTo(WhereToken.Close).Named("')'")
        select (Func<WhereTerm, WhereTerm>)(left => new InTerm(left.Offset, left, values));

    private static readonly TokenListParser<WhereToken, Func<WhereTerm, WhereTerm>> s_between =
        from word in Token.EqualTo(WhereToken.Between).Named("between")
        from low in s_sum
        from and in Token.EqualTo(WhereToken.And).Named("and")
        from high in s_sum
        select (Func<WhereTerm, WhereTerm>)(left => new BetweenTerm(left.Offset, left, low, high));

    private static readonly TokenListParser<WhereToken, Func<WhereTerm, WhereTerm>> s_like =
        from word in Token.EqualTo(WhereToken.Like).Named("like")
        from pattern in s_text
        select (Func<WhereTerm, WhereTerm>)(left => new LikeTerm(left.Offset, left, (TextTerm)pattern));

    private static readonly TokenListParser<WhereToken, Func<WhereTerm, WhereTerm>> s_membership = s_in.Or(s_between).Or(s_like);

    private static readonly TokenListParser<WhereToken, Func<WhereTerm, WhereTerm>> s_opposite =
        from not in Token.EqualTo(WhereToken.Not).Named("not")
        from membership in s_membership
        select (Func<WhereTerm, WhereTerm>)(left => new NotTerm(left.Offset, membership(left)));

    private static readonly TokenListParser<WhereToken, WhereTerm> s_compared =
        from left in s_sum
        from rest in s_comparison.Or(s_membership).Or(s_opposite).OptionalOrDefault(term => term)
        select rest(left);

    private static readonly TokenListParser<WhereToken, WhereTerm> s_denied =
        from nots in Token.EqualTo(WhereToken.Not).Named("not").Many()
        from condition in s_compared
        select nots.Reverse().Aggregate(condition, (term, not) => new NotTerm(Offset(not), term));

    private static readonly TokenListParser<WhereToken, WhereTerm> s_all =
        s_denied.AtLeastOnceDelimitedBy(Token.EqualTo(WhereToken.And).Named("and")).Select(AllTerm.Of);

    /// <summary>A whole condition.</summary>
    public static TokenListParser<WhereToken, WhereTerm> Condition { get; } =
        s_all.AtLeastOnceDelimitedBy(Token.EqualTo(WhereToken.Or).Named("or")).Select(AnyTerm.Of);

    /// <summary>The text that a token in quotes stands for: a doubled quote is one.</summary>
    public static string TextOf(string quoted)
    {
        string quote = quoted[..1];
        return quoted[1..^1].Replace(quote + quote, quote, StringComparison.Ordinal);
    }

    private static TokenListParser<WhereToken, Token<WhereToken>> Sign(WhereToken kind, string text) => Token.EqualTo(kind).Named(text);

    private static ArithmeticTerm Arithmetic(Token<WhereToken> sign, WhereTerm left, WhereTerm right) => new(left.Offset, sign.Kind, left, right);

    private static int Offset(Token<WhereToken> token) => token.Span.Position.Absolute;

    private static double NumberOf(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
