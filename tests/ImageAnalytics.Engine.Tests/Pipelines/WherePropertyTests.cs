using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class WherePropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static WhereExpression Parse(string text)
    {
        WhereReading reading = WhereExpression.Parse(text);
        return reading.Expression ?? throw new InvalidOperationException($"{text} => {reading.Problems[0]}");
    }

    [Fact]
    public void Matches_AgreesWithNaiveMeaning()
        => Prop.ForAll(WhereText.Any.ToArbitrary(), WhereText.Observations.ListOf(10).ToArbitrary(), (where, observations) =>
        {
            WhereExpression expression = Parse(where.Text);
            return observations.All(o => expression.Matches(o, WhereText.Width, WhereText.Height) == where.Meaning(o));
        }).Check(s_config);

    [Fact]
    public void Canonical_ParsedAgain_IsTheSameAndMeansTheSame()
        => Prop.ForAll(WhereText.Any.ToArbitrary(), WhereText.Observations.ListOf(10).ToArbitrary(), (where, observations) =>
        {
            WhereExpression first = Parse(where.Text), second = Parse(first.Canonical);
            return first.Canonical == second.Canonical
                && observations.All(o => second.Matches(o, WhereText.Width, WhereText.Height) == where.Meaning(o));
        }).Check(s_config);

    [Fact]
    public void Parse_TornExpression_ReportsAndNeverThrows()
        => Prop.ForAll(WhereText.Any.ToArbitrary(), Gen.Choose(0, 1000).Two().ToArbitrary(), (where, cut) =>
        {
            int start = cut.Item1 % (where.Text.Length + 1), length = cut.Item2 % (where.Text.Length - start + 1);
            WhereReading reading = WhereExpression.Parse(where.Text.Remove(start, length));
            return reading.Expression is null == reading.Problems.Count > 0 && ColumnsAreInside(where.Text.Remove(start, length), reading);
        }).Check(s_config);

    [Fact]
    public void Parse_Garbage_ReportsAndNeverThrows()
        => Prop.ForAll<string>(text =>
        {
            WhereReading reading = WhereExpression.Parse(text ?? "");
            return reading.Expression is null == reading.Problems.Count > 0 && ColumnsAreInside(text ?? "", reading);
        }).Check(s_config);

    private static readonly string[] s_pieces =
        ["label", "x", "1", "'a'", "\"b", "(", ")", ",", "and", "or", "not", "in", "between", "like", "=", "<", ">", "!", "-", "*", "/", ".", "é", "\0", "\ud800", " "];

    [Fact]
    public void Parse_RandomTokens_ReportsAndNeverThrows()
        => Prop.ForAll(Gen.Elements(s_pieces).ListOf().Select(p => string.Join(' ', p)).ToArbitrary(), text =>
        {
            WhereReading reading = WhereExpression.Parse(text);
            return reading.Expression is null == reading.Problems.Count > 0 && ColumnsAreInside(text, reading);
        }).Check(s_config);

    private static bool ColumnsAreInside(string text, WhereReading reading)
        => reading.Problems.All(p => p.Column >= 1 && p.Column <= text.Length + 1 && p.Message.EndsWith('.'));
}
