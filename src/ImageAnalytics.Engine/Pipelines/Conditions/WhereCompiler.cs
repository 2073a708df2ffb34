using System.Collections.Frozen;

namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Makes delegates of a checked expression. Calling them allocates nothing.</summary>
/// <remarks>Delegates rather than compiled expression trees: those cost tens of milliseconds at the first use.</remarks>
internal static class WhereCompiler
{
    public static WhereCondition Compile(WhereTerm term) => term switch
    {
        CompareTerm compare when IsText(compare.Left) => TextComparison(compare),
        CompareTerm compare => NumberComparison(compare),
        InTerm list => Membership(list),
        BetweenTerm between => Between(between),
        LikeTerm like => Like(like),
        NotTerm not => Opposite(Compile(not.Operand)),
        AllTerm all => Every([.. all.Operands.Select(Compile)]),
        AnyTerm any => Some([.. any.Operands.Select(Compile)]),
        _ => throw new ArgumentException($"A {term.GetType().Name} is no condition.", nameof(term)),
    };

    private static bool IsText(WhereTerm term) => term is TextTerm or FieldTerm { Field.IsNumber: false };

    private static NumberGetter Number(WhereTerm term)
    {
        switch (term)
        {
            case NumberTerm constant:
                double value = constant.Value;
                return (in WhereSubject _) => value;
            case FieldTerm { Field.Number: { } read }:
                return read;
            case NegateTerm negate:
                NumberGetter operand = Number(negate.Operand);
                return (in WhereSubject s) => -operand(in s);
            case ArithmeticTerm arithmetic:
                return Arithmetic(arithmetic.Sign, Number(arithmetic.Left), Number(arithmetic.Right));
            default:
                throw new ArgumentException($"A {term.GetType().Name} is no number.", nameof(term));
        }
    }

    private static TextGetter Text(WhereTerm term)
    {
        switch (term)
        {
            case TextTerm constant:
                string value = constant.Value;
                return (in WhereSubject _) => value;
            case FieldTerm { Field.TextOf: { } read }:
                return read;
            default:
                throw new ArgumentException($"A {term.GetType().Name} is no text.", nameof(term));
        }
    }

    private static NumberGetter Arithmetic(WhereToken sign, NumberGetter left, NumberGetter right) => sign switch
    {
        WhereToken.Plus => (in WhereSubject s) => left(in s) + right(in s),
        WhereToken.Minus => (in WhereSubject s) => left(in s) - right(in s),
        WhereToken.Times => (in WhereSubject s) => left(in s) * right(in s),
        _ => (in WhereSubject s) => left(in s) / right(in s),
    };

    private static WhereCondition TextComparison(CompareTerm compare)
    {
        TextGetter left = Text(compare.Left), right = Text(compare.Right);
        bool equal = compare.Sign == WhereToken.Equal;
        return (in WhereSubject s) => string.Equals(left(in s), right(in s), StringComparison.Ordinal) == equal;
    }

    private static WhereCondition NumberComparison(CompareTerm compare)
    {
        NumberGetter left = Number(compare.Left), right = Number(compare.Right);
        return compare.Sign switch
        {
            WhereToken.Equal => (in WhereSubject s) => left(in s) == right(in s),
            WhereToken.NotEqual => (in WhereSubject s) => left(in s) != right(in s),
            WhereToken.Less => (in WhereSubject s) => left(in s) < right(in s),
            WhereToken.LessOrEqual => (in WhereSubject s) => left(in s) <= right(in s),
            WhereToken.Greater => (in WhereSubject s) => left(in s) > right(in s),
            _ => (in WhereSubject s) => left(in s) >= right(in s),
        };
    }

    private static WhereCondition Membership(InTerm list)
    {
        if (IsText(list.Operand))
        {
            TextGetter text = Text(list.Operand);
            FrozenSet<string> texts = list.Values.Select(v => ((TextTerm)v).Value).ToFrozenSet(StringComparer.Ordinal);
            return (in WhereSubject s) => texts.Contains(text(in s));
        }

        NumberGetter number = Number(list.Operand);
        FrozenSet<double> numbers = list.Values.Select(ConstantOf).ToFrozenSet();
        return (in WhereSubject s) => numbers.Contains(number(in s));
    }

    private static double ConstantOf(WhereTerm term) => term is NegateTerm negate ? -ConstantOf(negate.Operand) : ((NumberTerm)term).Value;

    private static WhereCondition Between(BetweenTerm between)
    {
        NumberGetter operand = Number(between.Operand), low = Number(between.Low), high = Number(between.High);
        return (in WhereSubject s) =>
        {
            double value = operand(in s);
            return value >= low(in s) && value <= high(in s);
        };
    }

    private static WhereCondition Like(LikeTerm like)
    {
        TextGetter text = Text(like.Operand);
        LikePattern pattern = new(like.Pattern.Value);
        return (in WhereSubject s) => pattern.Matches(text(in s));
    }

    private static WhereCondition Opposite(WhereCondition condition) => (in WhereSubject s) => !condition(in s);

    private static WhereCondition Every(WhereCondition[] conditions) => (in WhereSubject s) =>
    {
        foreach (WhereCondition condition in conditions)
        {
            if (!condition(in s))
            {
                return false;
            }
        }

        return true;
    };

    private static WhereCondition Some(WhereCondition[] conditions) => (in WhereSubject s) =>
    {
        foreach (WhereCondition condition in conditions)
        {
            if (condition(in s))
            {
                return true;
            }
        }

        return false;
    };
}
