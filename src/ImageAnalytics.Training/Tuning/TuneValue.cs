using System.Globalization;
using System.Text;
using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Values of parameters as YAML on one line.</summary>
internal static class TuneValue
{
    /// <summary>A number.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Whatever stands at a place of a file.</summary>
    public static string Of(YamlNode node) => node.Kind switch
    {
        YamlKind.List => $"[{string.Join(", ", node.Items.Select(Of))}]",
        YamlKind.Map => $"{{ {string.Join(", ", node.Pairs.Select(p => $"{Of(p.Key)}: {Of(p.Value)}"))} }}",
        _ => IsPlain(node) ? node.Text : Quoted(node.Text),
    };

    /// <summary>The number that a value is; null for another one.</summary>
    public static double? Number(string value)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static bool IsPlain(YamlNode node)
        => !node.Quoted && node.Text.Length > 0 && node.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_' or '/')
            && (node.Text[0] != '-' || Number(node.Text) is not null);

    // In double quotes, in which YAML knows the escapes of C.
    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
