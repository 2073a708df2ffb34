using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImageAnalytics.Engine.Pipelines.Yaml;

/// <summary>Reads one YAML document into values with their places. Tags are refused; size and depth are limited.</summary>
/// <remarks>
/// The library's own representation model stops at the first duplicate key and lets aliases multiply without bound,
/// so the values are put together here from the parser's events.
/// </remarks>
internal sealed class YamlComposer
{
    /// <summary>Deepest nesting of values.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most values in a document, every alias counted as what it stands for.</summary>
    public const int MaxValues = 20_000;

    private readonly Parser _parser;
    private readonly string _text;
    private readonly string _file;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private int _values;

    private YamlComposer(string text, string file, ProblemList problems)
    {
        (_text, _file, _problems) = (text, file, problems);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads the document.</summary>
    /// <returns>Its value; null when there is none, which is a problem too.</returns>
    public static YamlValue? Compose(string text, string file, ProblemList problems)
    {
        SourcePosition start = new(file, 1, 1);
        try
        {
            return new YamlComposer(text, file, problems).Document(start);
        }
        catch (YamlException e)
        {
            SourcePosition at = new(file, (int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column));
            problems.Add(at, $"The file is no valid YAML: {Reason(e)}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // The scanner is meant to throw YamlException only; on hostile text it has more to say.
            problems.Add(start, $"The file is no valid YAML: {e.Message}");
            return null;
        }
    }

    private YamlValue? Document(SourcePosition start)
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _problems.Add(start, "The file is empty.", "a map with the keys 'name' and 'steps'");
            return null;
        }

        _parser.Consume<DocumentStart>();
        YamlValue value = Value(1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            _problems.Add(At(second.Start), "A second YAML document starts here. Write each pipeline into a file of its own.", "one document");
        }

        return value;
    }

    private YamlValue Value(int depth)
    {
        ParsingEvent current = _parser.Consume<ParsingEvent>();
        if (depth > MaxDepth)
        {
            throw new YamlException(current.Start, current.End, $"Values are nested more than {MaxDepth} levels deep.");
        }

        CountValues(1, current);
        YamlValue value = current switch
        {
            AnchorAlias alias => Alias(alias, depth),
            Scalar scalar => ScalarOf(scalar),
            SequenceStart start => List(start, depth),
            MappingStart start => Map(start, depth),
            _ => throw new YamlException(current.Start, current.End, "A value is expected here."),
        };

        if (current is NodeEvent node)
        {
            if (!node.Tag.IsEmpty)
            {
                _problems.Add(At(node.Start), $"The tag '{ShownText.Of(node.Tag.ToString(), 60)}' is not allowed. Remove it; put a text into quotes.");
            }

            if (!node.Anchor.IsEmpty && current is not AnchorAlias)
            {
                _anchors[node.Anchor.Value] = value;
            }
        }

        return value;
    }

    private YamlValue Alias(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out YamlValue? value))
        {
            throw new YamlException(alias.Start, alias.End, $"The alias '*{ShownText.Of(alias.Value.Value, 60)}' has no anchor before it.");
        }

        CountValues(value.Size - 1, alias);
        return depth + value.Height - 1 <= MaxDepth
            ? value
            : throw new YamlException(alias.Start, alias.End, $"Values are nested more than {MaxDepth} levels deep.");
    }

    private void CountValues(int count, ParsingEvent at)
    {
        _values += count;
        if (_values > MaxValues)
        {
            throw new YamlException(at.Start, at.End, $"The file has more than {MaxValues} values, aliases counted as what they stand for.");
        }
    }

    private YamlScalar ScalarOf(Scalar scalar)
    {
        char? quote = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => '\'',
            ScalarStyle.DoubleQuoted => '"',
            ScalarStyle.Literal or ScalarStyle.Folded => '|',
            _ => null,
        };
        if (ShownText.HoldsControl(scalar.Value))
        {
            _problems.Add(At(scalar.Start), $"The text '{ShownText.Of(scalar.Value, 60)}' holds a control character. Remove it.");
        }

        return new YamlScalar(At(scalar.Start), scalar.Value, quote is null, new ScalarSource(_text, (int)scalar.Start.Index, quote));
    }

    private YamlList List(SequenceStart start, int depth)
    {
        List<YamlValue> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Value(depth + 1));
        }

        return new YamlList(At(start.Start), items);
    }

    private YamlMap Map(MappingStart start, int depth)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, SourcePosition> seen = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            YamlValue key = Value(depth + 1);
            YamlValue value = Value(depth + 1);
            if (key is not YamlScalar { IsNull: false } name)
            {
                _problems.Add(key.Position, $"A key is {key.Kind}.", "a name");
            }
            else if (!seen.TryAdd(name.Text, name.Position))
            {
                _problems.Add(name.Position, $"The key '{ShownText.Of(name.Text)}' stands here a second time; it was given in line {seen[name.Text].Line}. Remove one.");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMap(At(start.Start), entries);
    }

    private SourcePosition At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private static string Reason(YamlException e)
    {
        // Older versions of the library put the place in front of the message.
        string text = e.Message;
        int end = text.StartsWith('(') ? text.IndexOf("): ", StringComparison.Ordinal) : -1;
        text = (end >= 0 ? text[(end + 3)..] : text).Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
