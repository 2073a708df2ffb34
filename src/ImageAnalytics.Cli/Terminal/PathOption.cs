using System.CommandLine.Parsing;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Options that are paths or names.</summary>
internal static class PathOption
{
    /// <summary>Refuses an empty text, such as that of a variable that is not set.</summary>
    public static void RequireText(SymbolResult result)
    {
        if (result.Tokens.Any(t => t.Value.Length == 0))
        {
            string name = result is OptionResult option ? option.Option.Name : result is ArgumentResult argument ? argument.Argument.Name : "";
            result.AddError($"'{name}' is empty; expected a path or a name.");
        }
    }
}
