using System.CommandLine;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Inference.Library.Installing;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Models;

/// <summary><c>models install</c>.</summary>
internal static class ModelsInstall
{
    public static Command Create()
    {
        Argument<string[]> names = new("name") { Description = "Models of the catalog.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> all = new("--all") { Description = "Install all of the catalog that the source has, and say what it lacks." };
        Option<string[]> from = new("--from")
        {
            Description = "Where the files are: a folder of any layout (files are known by their sha256), or the address of a mirror. Without it, they are fetched from where they are published. May be given several times.",
            HelpName = "DIR|URL",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
        };
        Option<string> into = new("--models") { Description = "The folder to install into. Default: the folder of IMAGEANALYTICS_MODELS, or the user's data folder.", HelpName = "DIR" };
        Command command = new("install", """
            Install models of the catalog. Every file is checked against its sha256 before it is visible; what was interrupted goes on
            from where it ended.

            Examples:
              imageanalytics models install fastestdet squeezenet
              imageanalytics models install --all --from /mnt/models
              imageanalytics models install nanodet-m --from https://mirror.example/models
            """);
        command.Add(names);
        command.Add(all);
        command.Add(from);
        command.Add(into);
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(parsed, () => RunAsync(
            parsed, parsed.GetValue(names) ?? [], parsed.GetValue(all), parsed.GetValue(from) ?? [], parsed.GetValue(into) ?? ModelFolders.Default, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] names, bool all, string[] from, string into, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        if (all == (names.Length > 0))
        {
            throw new PluginException(all
                ? "Both names and --all are given. Name the models, or say --all."
                : "No model is named. Name one of the catalog, or say --all. 'models list' shows the catalog.");
        }

        ModelCatalog catalog = ModelCatalog.Load(ModelFolders.Catalog);
        string[] wanted = all ? [.. catalog.Cards.Select(c => c.Name)] : [.. names.Distinct(StringComparer.Ordinal)];
        Check(catalog, wanted);
        IReadOnlyList<IModelSource> sources = Sources(from);
        InstallProgressLine progress = new(error);
        int there = 0, lacking = 0, failed = 0;
        try
        {
            ModelInstaller installer = new(catalog, into, sources);
            foreach (string name in wanted)
            {
                InstallResult result = await installer.InstallAsync(name, progress, cancellation).ConfigureAwait(false);
                foreach (string message in result.Messages)
                {
                    await error.WriteLineAsync(message).ConfigureAwait(false);
                }

                await output.WriteLineAsync(Line(result)).ConfigureAwait(false);
                there += result.State is InstallState.Installed or InstallState.AlreadyThere ? 1 : 0;
                lacking += result.State == InstallState.Lacking ? 1 : 0;
                failed += result.State == InstallState.Failed ? 1 : 0;
            }
        }
        finally
        {
            foreach (IDisposable source in sources.OfType<IDisposable>())
            {
                source.Dispose();
            }
        }

        // With --all, what the source lacks is told and is no failure, as long as it has something.
        return failed > 0 || (lacking > 0 && (!all || there == 0)) ? ExitCodes.CouldNotFinish : ExitCodes.Finished;
    }

    private static string Line(InstallResult result) => result.State switch
    {
        InstallState.Installed => $"{result.Model}: installed in {result.Folder}",
        InstallState.AlreadyThere => $"{result.Model}: already in {result.Folder}",
        InstallState.Lacking => $"{result.Model}: not installed, the source lacks files of it",
        _ => $"{result.Model}: not installed",
    };

    private static void Check(ModelCatalog catalog, string[] wanted)
    {
        List<string> problems = [];
        foreach (string name in wanted)
        {
            try
            {
                _ = catalog.Find(name);
            }
            catch (PluginException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }
    }

    private static IReadOnlyList<IModelSource> Sources(string[] from)
        => from.Length == 0
            ? [WebSource.Published()]
            : [.. from.Select(f => IsAddress(f) ? (IModelSource)new WebSource(AddressOf(f)) : new FolderSource(f))];

    private static bool IsAddress(string from) => from.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || from.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static Uri AddressOf(string from)
        => Uri.TryCreate(from, UriKind.Absolute, out Uri? address)
            ? address
            : throw new PluginException($"Cannot install from '{from}': this is no address. Expected one such as https://mirror.example/models.");
}
