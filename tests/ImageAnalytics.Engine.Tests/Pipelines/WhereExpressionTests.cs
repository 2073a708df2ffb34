using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class WhereExpressionTests
{
    // A car in a picture of 200 x 100 pixels.
    private static readonly Observation s_car = new()
    {
        Kind = ObservationKinds.Detection,
        Label = "car",
        Confidence = 0.75,
        Rank = 2,
        Box = new BoundingBox(20, 10, 80, 40),
    };

    private static bool Answer(string where, Observation? observation = null)
    {
        WhereReading reading = WhereExpression.Parse(where);
        Assert.Empty(reading.Problems);
        return reading.Expression!.Matches(observation ?? s_car, 200, 100);
    }

    private static string[] ProblemsOf(string where)
        => [.. WhereExpression.Parse(where).Problems.Select(p => $"{p.Column}: {p.Message}|{p.Expected}|{p.Nearest}")];

    [Theory]
    [InlineData("label = 'car'", "car")]
    [InlineData("confidence > 0.5 and 'car' = Label", "car")]
    [InlineData("label in ('car', 'dog') and area > 1", "car,dog")]
    [InlineData("label = 'car' or label in ('dog')", "car,dog")]
    [InlineData("label = 'car' or area > 1", null)]
    [InlineData("not label = 'car'", null)]
    [InlineData("label like 'c%'", null)]
    [InlineData("label != 'car'", null)]
    public void Labels_AreThoseOfWhichAFindingMustHaveOne(string where, string? labels)
        => Assert.Equal(labels, WhereExpression.Parse(where).Expression!.Labels is { } found ? string.Join(',', found) : null);

    [Theory]
    [InlineData("label = 'car'")]
    [InlineData("confidence = 0.75")]
    [InlineData("rank = 2")]
    [InlineData("kind = 'detection'")]
    [InlineData("x = 20")]
    [InlineData("y = 10")]
    [InlineData("width = 80")]
    [InlineData("height = 40")]
    [InlineData("right = 100")]
    [InlineData("bottom = 50")]
    [InlineData("area = 3200")]
    [InlineData("aspect = 2")]
    [InlineData("x_fraction = 0.1")]
    [InlineData("y_fraction = 0.1")]
    [InlineData("width_fraction = 0.4")]
    [InlineData("height_fraction = 0.4")]
    [InlineData("area_fraction = 0.16")]
    [InlineData("image_width = 200")]
    [InlineData("image_height = 100")]
    public void Matches_EachField_HoldsItsValue(string where)
    {
        Assert.True(Answer(where));
        Assert.False(Answer($"not {where}"));
    }

    [Fact]
    public void Fields_AreAllTested() => Assert.Equal(19, WhereField.All.Count);

    [Fact]
    public void Matches_WithoutBox_MeansTheWholeImage()
        => Assert.True(Answer("x = 0 and y = 0 and width = 200 and height = 100 and area_fraction = 1", s_car with { Box = null }));

    [Theory]
    [InlineData("label in ('bus', \"car\")", true)]
    [InlineData("label in ('bus', 'Car')", false)]
    [InlineData("label not in ('bus')", true)]
    [InlineData("label like 'c%'", true)]
    [InlineData("label like 'c_r'", true)]
    [InlineData("label like 'c_'", false)]
    [InlineData("label not like '%a%'", false)]
    [InlineData("label != \"it's\"", true)]
    [InlineData("rank in (1, 2, -3)", true)]
    [InlineData("confidence between 0.7 and 0.75 and rank = 2", true)]
    [InlineData("confidence not between 0.7 and 0.75", false)]
    [InlineData("x + width = right and width * height = area and -x < 0 and 7 - 2 - 1 = 4 and 8 / 4 / 2 = 1", true)]
    [InlineData("1 + 2 * 3 = 7 and (1 + 2) * 3 = 9", true)]
    [InlineData("label = 'bus' or label = 'car' and confidence > 0.9", false)]
    [InlineData("(label = 'bus' or label = 'car') and confidence > .7", true)]
    [InlineData("not label = 'bus' and not not rank > 1e0", true)]
    [InlineData("LABEL = 'car' AND Confidence >= 7.5E-1 Or 1 <> 1", true)]
    [InlineData("'car' = label", true)]
    [InlineData("1 / 0 > 5 and not 0 / 0 = 0 / 0 and 0 / 0 != 1", true)]
    public void Matches_Expression_AnswersRight(string where, bool expected) => Assert.Equal(expected, Answer(where));

    [Theory]
    [InlineData("label=='car'AND confidence>.60", "label = 'car' and confidence > 0.6")]
    [InlineData("Label  =\n\"car\"", "label = 'car'")]
    [InlineData("label in ('truck','car','car')", "label in ('car', 'truck')")]
    [InlineData("label not in ('a')", "not label in ('a')")]
    [InlineData("not (label in ('a'))", "not label in ('a')")]
    [InlineData("label <> 'it''s'", "label != 'it''s'")]
    [InlineData("label <> \"it's\"", "label != 'it''s'")]
    [InlineData("((x > 1) and (y > 1)) and (rank = 1)", "x > 1 and y > 1 and rank = 1")]
    [InlineData("(x > 1 or y > 1) and rank = 1", "(x > 1 or y > 1) and rank = 1")]
    [InlineData("x - (y - 1) > (2 * x) + 1", "x - (y - 1) > 2 * x + 1")]
    [InlineData("x / (y * 2) < -(x + 1)", "x / (y * 2) < -(x + 1)")]
    [InlineData("not (x > 1 and y > 1)", "not (x > 1 and y > 1)")]
    [InlineData("rank = 1.0", "rank = 1")]
    public void Canonical_SameMeaning_SameText(string where, string expected)
    {
        Assert.Equal(expected, WhereExpression.Parse(where).Expression?.Canonical);
        Assert.Equal(expected, WhereExpression.Parse(expected).Expression?.Canonical);
    }

    [Theory]
    [InlineData("", "1: The expression is empty.|a condition such as confidence > 0.6|")]
    [InlineData("label > 3", "1: The field 'label', which holds a text, stands where a number is needed.|a number or a field that holds one|")]
    [InlineData("label = 3", "9: A number stands where a text is needed.|a text in quotes or a field that holds one: label, kind|")]
    [InlineData("confidence = 'high'", "14: The text 'high' stands where a number is needed.|a number or a field that holds one|")]
    [InlineData("confidence", "1: The field 'confidence', which holds a number, stands where a condition is needed.|a condition such as confidence > 0.6|")]
    [InlineData("x > 1 and y", "11: The field 'y', which holds a number, stands where a condition is needed.|a condition such as confidence > 0.6|")]
    [InlineData("label in (1, 'a')", "11: A number stands where a text is needed.|a text in quotes or a field that holds one: label, kind|")]
    [InlineData("(x > 1) = (y > 1)", "2: A condition cannot be compared. Join conditions with 'and', 'or' and 'not'.||")]
    [InlineData("x like 'a'", "1: The field 'x', which holds a number, stands where a text is needed.|a text in quotes or a field that holds one: label, kind|")]
    [InlineData("label = 'car", "9: A text begins with ' here and does not end. In YAML, ' #' starts a comment: put the whole expression into quotes if it holds one.||")]
    [InlineData("x > 1 && y > 1", "7: '&&' has no meaning here. Write 'and'.||")]
    [InlineData("x => 1", "3: '=>' has no meaning here. Write '>='.||")]
    [InlineData("confidence > 50%", "16: '%' has no meaning here. Write 50 % as 0.5.||")]
    [InlineData("label = ‘car’", "9: ‘ is no quote here. Write ' or \".||13: ’ is no quote here. Write ' or \".||")]
    [InlineData("x > 1 > 0", "7: '>' cannot stand here.|and, or, or the end|")]
    [InlineData("label in 'car'", "10: ''car'' cannot stand here.|'('|")]
    [InlineData("x > 1e999", "5: The number 1e999 is too large.||")]
    public void Parse_BadExpression_SaysWhatIsWrongAndWhere(string where, string expected)
        => Assert.Equal(expected, string.Concat(ProblemsOf(where)));

    [Fact]
    public void Parse_UnknownField_GivesNearestAndMentionsQuotes()
    {
        WhereProblem problem = Assert.Single(WhereExpression.Parse("confidnce > 0.5").Problems);
        Assert.Equal((1, "There is no field 'confidnce'. A text stands in quotes: 'confidnce'.", "confidence"), (problem.Column, problem.Message, problem.Nearest));
        Assert.StartsWith("one of: label, confidence, rank, kind, x, y", problem.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralProblems_TellsAll()
        => Assert.Equal([1, 15, 37], WhereExpression.Parse("labl = 'a' or label > 3 and width = 'b'").Problems.Select(p => p.Column));

    [Theory]
    [InlineData("label = car and confidnce > 60%", new[] { 9, 17, 31 })]
    [InlineData("x > > 1 or foo > 1", new[] { 5, 12 })]
    public void Parse_SyntaxProblem_TellsUnknownFieldsToo(string where, int[] columns)
        => Assert.Equal(columns, WhereExpression.Parse(where).Problems.Select(p => p.Column));

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    public void Parse_DeepNesting_IsRefused(char sign)
        => Assert.Contains("nested more than 64 levels", Assert.Single(ProblemsOf(new string(sign, 15_000) + "x > 1")), StringComparison.Ordinal);

    [Fact]
    public void Parse_ManyNots_IsRefused()
        => Assert.Contains("nested more than 64 levels", Assert.Single(ProblemsOf(string.Concat(Enumerable.Repeat("not ", 4000)) + "x > 1")), StringComparison.Ordinal);

    [Fact]
    public void Parse_LongSum_IsRefused()
        => Assert.Contains("nested more than 64 levels", Assert.Single(ProblemsOf("x" + string.Concat(Enumerable.Repeat("+1", 8000)) + ">1")), StringComparison.Ordinal);

    [Fact]
    public void Parse_TooLong_IsRefused()
        => Assert.Equal("1: The expression has 16390 characters; at most 16384 are allowed.||", Assert.Single(ProblemsOf(new string(' ', 16_385) + "x > 1")));

    [Fact]
    public void Parse_ThousandLabels_IsFine()
        => Assert.True(Answer($"label in ({string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"'l{i}'"))}, 'car')"));

    [Fact]
    public void Matches_AllocatesNothing()
    {
        WhereExpression where = WhereExpression.Parse(
            "label in ('bus', 'car') and label like '%a%' and x + width * 2 > -1 and rank in (1, 2) and not confidence between 0.8 and 1 or kind = 'x'").Expression!;
        where.Matches(s_car, 200, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            where.Matches(s_car, 200, 100);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
