using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Plugins;

namespace ImageAnalytics.Cli.Plugins;

/// <summary><c>plugins trust</c>: the list of plugins that may run besides those that came with the program.</summary>
internal static class PluginsTrust
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> ids = new("ID") { Description = "Plugins to trust as they are now; the list is shown when none is named.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> remove = new("--remove") { Description = "Take them off the list instead; it stays in force, also when it is empty." };
        Command trust = new("trust", """
            Keep a list of plugins that may run, each with the hash of its files. From the first plugin on it, all others are refused but those that came with
            the program, and so is one that changes. Runs none of their code. The list is a file in the user's data folder; removing it trusts every plugin again.

            Examples:
              imageanalytics plugins trust yard-signs --plugins /opt/ours
              imageanalytics plugins trust yard-signs --remove
            """);
        trust.Arguments.Add(ids);
        trust.Options.Add(remove);
        trust.SetAction(arguments =>
        {
            string[] named = arguments.GetValue(ids) ?? [];
            try
            {
                TrustedPlugins trusted = SearchFolders.TrustedPlugins();
                return named.Length == 0 ? Show(trusted)
                    : arguments.GetValue(remove) ? Remove(trusted, named)
                    : Trust(trusted, PluginCatalog.Discover(SearchFolders.Plugins(arguments.GetValue(GlobalOptions.Plugins) ?? []), HostAssemblies.Shared), named);
            }
            catch (Exception e) when (e is TrustException or IOException or UnauthorizedAccessException)
            {
                ConsoleText.Problems([e.Message]);
                return ExitCodes.Refused;
            }
        });
        return trust;
    }

    private static int Show(TrustedPlugins trusted)
    {
        if (!trusted.IsInForce)
        {
            Console.WriteLine("There is no list of trusted plugins: every plugin that is found may run.");
        }

        foreach ((string id, string hash) in trusted.Hashes)
        {
            Console.WriteLine(ConsoleText.Clean($"{hash}  {id}"));
        }

        return ExitCodes.Finished;
    }

    private static int Remove(TrustedPlugins trusted, string[] ids)
    {
        string[] strange = [.. ids.Where(id => !trusted.Remove(id))];
        ConsoleText.Problems([.. strange.Select(id => $"The plugin '{id}' was not on the list.")]);
        return strange.Length == 0 ? ExitCodes.Finished : ExitCodes.Refused;
    }

    private static int Trust(TrustedPlugins trusted, PluginCatalog found, string[] ids)
    {
        string[] problems = [.. ids.Where(id => found.Find(id)?.Manifest is null).Select(id => found.Find(id)?.Problem is { } problem
            ? $"The plugin '{id}' cannot be trusted: {problem}"
            : $"There is no plugin '{id}' that could be trusted. Name the folder that its folder is in with --plugins.")];
        if (problems.Length > 0)
        {
            ConsoleText.Problems(problems);
            return ExitCodes.Refused;
        }

        foreach (PluginEntry entry in ids.Select(id => found.Find(id)!))
        {
            trusted.Trust(entry);
            Console.WriteLine(ConsoleText.Clean($"Trusted: {entry.Id} in {entry.Folder}, content {trusted.Hashes[entry.Id]}"));
        }

        return ExitCodes.Finished;
    }
}
