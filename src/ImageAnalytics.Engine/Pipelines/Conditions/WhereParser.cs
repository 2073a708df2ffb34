using System.Globalization;
using Superpower;
using Superpower.Model;

namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>Reads the text of an expression into its tree and words what is wrong.</summary>
internal static class WhereParser
{
    private const string Truncated = "In YAML, ' #' starts a comment: put the whole expression into quotes if it holds one.";
    private const int MaxProblems = 10;
    private static readonly WhereTokenizer s_tokenizer = new();

    /// <summary>The tree, its types unchecked; null with problems.</summary>
    public static WhereTerm? Parse(string text, List<WhereProblem> problems)
    {
        if (text.Length > WhereExpression.MaxLength)
        {
            problems.Add(new WhereProblem(1, $"The expression has {text.Length} characters; at most {WhereExpression.MaxLength} are allowed."));
            return null;
        }

        TokenList<WhereToken> tokens = s_tokenizer.Tokenize(text);
        if (tokens.IsAtEnd)
        {
            problems.Add(new WhereProblem(1, "The expression is empty.", "a condition such as confidence > 0.6"));
            return null;
        }

        CheckTokens(tokens, problems);
        if (problems.Count > 0)
        {
            CheckFields(tokens, problems);
            return null;
        }

        TokenListParserResult<WhereToken, WhereTerm> result = WhereGrammar.Condition.AtEnd().TryParse(tokens);
        if (!result.HasValue)
        {
            problems.Add(SyntaxProblem(text, result));
            CheckFields(tokens, problems);
            return null;
        }

        if (result.Value.Depth > WhereExpression.MaxDepth)
        {
            problems.Add(TooDeep(0));
            return null;
        }

        return result.Value;
    }

    // Before the grammar, which would recurse once for each open parenthesis and stop at the first stray character.
    private static void CheckTokens(TokenList<WhereToken> tokens, List<WhereProblem> problems)
    {
        int open = 0;
        foreach (Token<WhereToken> token in tokens)
        {
            open += token.Kind switch { WhereToken.Open => 1, WhereToken.Close => -1, _ => 0 };
            int offset = token.Span.Position.Absolute;
            if (open > WhereExpression.MaxDepth)
            {
                problems.Add(TooDeep(offset));
                return;
            }

            if (token.Kind == WhereToken.Unknown && problems.Count < MaxProblems)
            {
                problems.Add(UnknownToken(token.ToStringValue(), offset + 1));
            }
            else if (token.Kind == WhereToken.Number && !double.IsFinite(double.Parse(token.ToStringValue(), NumberStyles.Float, CultureInfo.InvariantCulture)))
            {
                problems.Add(new WhereProblem(offset + 1, $"The number {ShownText.Of(token.ToStringValue(), 40)} is too large."));
            }
        }
    }

    // Where there is no tree to check, fields that do not exist are told from the words alone; not a word right after
    // something without meaning, which is probably a part of that.
    private static void CheckFields(TokenList<WhereToken> tokens, List<WhereProblem> problems)
    {
        int endOfUnknown = -1;
        foreach (Token<WhereToken> token in tokens)
        {
            int offset = token.Span.Position.Absolute;
            bool told = offset == endOfUnknown || problems.Count >= MaxProblems || problems.Any(p => p.Column == offset + 1);
            if (token.Kind == WhereToken.Word && !told && WhereField.Find(token.ToStringValue()) is null)
            {
                problems.Add(WhereChecker.UnknownField(token.ToStringValue(), offset));
            }

            endOfUnknown = token.Kind == WhereToken.Unknown ? offset + token.Span.Length : -1;
        }
    }

    private static WhereProblem UnknownToken(string found, int column) => found[0] switch
    {
        '\'' or '"' => new WhereProblem(column, $"A text begins with {found[0]} here and does not end. {Truncated}"),
        '&' => new WhereProblem(column, $"'{found}' has no meaning here. Write 'and'."),
        '|' => new WhereProblem(column, $"'{found}' has no meaning here. Write 'or'."),
        '!' => new WhereProblem(column, "'!' has no meaning here. Write 'not'."),
        '%' => new WhereProblem(column, "'%' has no meaning here. Write 50 % as 0.5."),
        '=' => new WhereProblem(column, $"'{found}' has no meaning here. Write '{(found == "=>" ? ">=" : "<=")}'."),
        '‘' or '’' or '“' or '”' or '„' or '`' or '´' => new WhereProblem(column, $"{found} is no quote here. Write ' or \"."),
        '[' or ']' or '{' or '}' => new WhereProblem(column, $"'{found}' has no meaning here. Write ( and )."),
        _ => new WhereProblem(column, $"'{ShownText.Of(found)}' has no meaning here. Remove it; a text stands in quotes."),
    };

    private static WhereProblem SyntaxProblem(string text, TokenListParserResult<WhereToken, WhereTerm> result)
    {
        string expected = result.Expectations is { Length: > 0 } list ? string.Join(", ", list.Distinct()) : "and, or, or the end";
        if (result.Remainder.IsAtEnd)
        {
            int end = text.AsSpan().TrimEnd().Length;
            return new WhereProblem(end + 1, $"The expression ends too early. {Truncated}", expected);
        }

        Token<WhereToken> token = result.Remainder.ConsumeToken().Value;
        return new WhereProblem(token.Span.Position.Absolute + 1, $"'{ShownText.Of(token.ToStringValue(), 40)}' cannot stand here.", expected);
    }

    private static WhereProblem TooDeep(int offset)
        => new(offset + 1, $"The expression is nested more than {WhereExpression.MaxDepth} levels deep. Simplify it; long lists belong into 'in (…)'.");
}
