using ImageAnalytics.YamlText;
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

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly string _text;
    private readonly string _file;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private int _values;

    private YamlComposer(string text, string file, ProblemList problems)
    {
        (_text, _file, _problems) = (text, file, problems);
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>Reads the document.</summary>
    /// <returns>Its value; null when there is none, which is a problem too.</returns>
    public static YamlValue? Compose(string text, string file, ProblemList problems)
    {
        if (YamlDirectives.Find(text) is >= 0 and var directive)
        {
            int line = text.AsSpan(0, directive).Count('\n') + 1;
            problems.Add(new SourcePosition(file, line, 1), "The file is no valid YAML: a line begins with '%' and is no '%YAML' directive. Put a text that begins with this character into quotes, or remove the line.");
            return null;
        }

        YamlComposer composer = new(text, file, problems);
        try
        {
            return composer.Document();
        }
        catch (YamlException e)
        {
            // For a tab the library names the start of the map that it breaks.
            Mark place = e.Message.Contains("found invalid tab", StringComparison.Ordinal) ? composer._scanner.CurrentPosition : e.Start;
            problems.Add(composer.At(place), $"The file is no valid YAML: {Reason(e)}{Hint(e.Message)}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // Version 18 of the library throws these too; the first for a bracket that the next line does not close.
            problems.Add(composer.At(composer._scanner.CurrentPosition), "The file is no valid YAML: reading cannot go on here. Close every '[' and '{' before this place.");
            return null;
        }
    }

    private YamlValue? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _problems.Add(new SourcePosition(_file, 1, 1), "The file is empty.", "a map with the keys 'name' and 'steps'");
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

    private SourcePosition At(Mark mark) => new(_file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Reason(YamlException e)
    {
        string text = e.Message.Trim();
        return text.EndsWith('.') ? text : text + ".";
    }

    private static string Hint(string message) => message switch
    {
        _ when message.Contains("found invalid mapping", StringComparison.Ordinal) => " Put a text that holds ': ' into quotes.",
        _ when message.Contains("cannot start any token", StringComparison.Ordinal) => " Put a text that begins with this character into quotes.",
        _ when message.Contains("did not find expected key", StringComparison.Ordinal)
            => " Check the indentation; a value that begins with a quote must end with it, so put such a text into the other quotes.",
        _ when message.Contains("found invalid tab", StringComparison.Ordinal) => " Indent with spaces.",
        _ => "",
    };
}
