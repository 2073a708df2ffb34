using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Dashboard.Installed;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Cli.Serving;

/// <summary>Plugins and models as <c>plugins</c> and <c>models</c> list them. Looked up anew every time.</summary>
/// <param name="arguments">The command line of <c>serve</c>.</param>
internal sealed class InstalledParts(ParseResult arguments) : IInstalledParts
{
    public IReadOnlyList<InstalledPlugin> Plugins()
    {
        try
        {
            return
            [
                .. new Toolbox(arguments).Plugins.Entries.Select(e => new InstalledPlugin(e.Id, e.Manifest?.Version ?? "", string.Join(", ", e.Manifest?.Tasks ?? []), HashOf(e.Folder), e.Problem)),
            ];
        }
        catch (TrustException e)
        {
            return [new InstalledPlugin("", "", "", null, e.Message)];
        }
    }

    public IReadOnlyList<InstalledNetwork> Models()
        =>
        [
            .. ModelLibrary.Default(arguments.GetValue(GlobalOptions.Models) ?? []).List().Select(e => e.Model is { } model
                ? new InstalledNetwork(model.Name, model.Card.Version, model.Task, model.Licence, [.. model.Card.Files.Select(f => (f.Name, f.Sha256))], null)
                : new InstalledNetwork(e.Name, "", "", "", [], string.Join(" ", e.Problems))),
        ];

    private static string? HashOf(string folder)
    {
        try
        {
            return PluginContent.Hash(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
