using System.CommandLine;
using System.Text.Json;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Sdk;
using Spectre.Console;

namespace ImageAnalytics.Cli.Plugins;

/// <summary><c>plugins list | show | trust</c>.</summary>
internal static class PluginsCommand
{
    private const int UnbrokenWidth = 10_000;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command list = new("list", "All plugins that were found, also those that cannot be used, with the reason. Runs none of their code.");
        list.SetAction(arguments => List(new Toolbox(arguments)));
        Argument<string> id = new("ID") { Description = "The plugin's id." };
        Command show = new("show", "What one plugin does, its options with their ranges, and the hash of its files.");
        show.Arguments.Add(id);
        show.SetAction(arguments => Show(new Toolbox(arguments), arguments.GetRequiredValue(id)));
        return new Command("plugins", """
            The plugins of this machine.

            Examples:
              imageanalytics plugins list
              imageanalytics plugins show classifier
              imageanalytics plugins trust yard-signs
            """) { list, show, PluginsTrust.Create() };
    }

    private static int List(Toolbox tools)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("id", "version", "tasks", "emits", "state");
        foreach (PluginEntry entry in tools.Plugins.Entries)
        {
            table.AddRow(
                Text(entry.Id),
                Text(entry.Manifest?.Version ?? ""),
                Text(string.Join(", ", entry.Manifest?.Tasks ?? [])),
                Text(string.Join(", ", entry.Manifest?.Emits ?? [])),
                entry.Problem is null ? "ready" : Text($"cannot be used: {entry.Problem} ({entry.Folder})"));
        }

        Write(table);
        return ExitCodes.Finished;
    }

    private static int Show(Toolbox tools, string id)
    {
        if (tools.Plugins.Find(id) is not { } entry)
        {
            string known = string.Join(", ", tools.Plugins.Entries.Select(e => e.Id).Distinct());
            ConsoleText.Problems([$"There is no plugin '{id}'. Found: {(known.Length == 0 ? "none" : known)}."]);
            return ExitCodes.Refused;
        }

        Console.WriteLine(ConsoleText.Clean($"id:          {entry.Id}\nfolder:      {entry.Folder}"));
        if (entry.Problem is not null || entry.Manifest is not { } manifest)
        {
            ConsoleText.Problems([$"The plugin '{entry.Id}' cannot be used: {entry.Problem}"]);
            return ExitCodes.Refused;
        }

        Console.WriteLine(ConsoleText.Clean($"""
            version:     {manifest.Version}
            sdk:         {manifest.Sdk}
            description: {manifest.Description}
            tasks:       {string.Join(", ", manifest.Tasks)}
            emits:       {string.Join(", ", manifest.Emits)}
            models:      {string.Join(", ", [.. manifest.Roles, .. manifest.OptionalRoles.Select(r => r + " (optional)")])}
            licence:     {manifest.Licence ?? "not stated"}
            content:     {PluginContent.Hash(entry.Folder)}
            """));
        try
        {
            Options(PluginOptions.Describe(tools.Host.Load(entry).OptionsType));
            return ExitCodes.Finished;
        }
        catch (PluginException e)
        {
            ConsoleText.Problems(e.Problems);
            return ExitCodes.Refused;
        }
        catch (Exception e)
        {
            // Code of others.
            ConsoleText.Problems([$"The options of the plugin '{entry.Id}' cannot be described: {e.GetType().Name}: {e.Message}"]);
            return ExitCodes.Refused;
        }
    }

    private static void Options(IReadOnlyList<OptionDescription> options)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("option", "expects", "default", "what it does");
        foreach (OptionDescription option in options)
        {
            string range = option.Range is { } r ? FormattableString.Invariant($", {r.Minimum} to {r.Maximum}") : "";
            table.AddRow(Text(option.Name), Text(option.Expected + range), Text(option.Default?.ToJsonString(JsonSerializerOptions.Web) ?? "none"), Text(option.Text));
        }

        Write(table);
    }

    private static void Write(Table table)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = UnbrokenWidth; // Whoever searches the output finds a name in one piece.
        }

        AnsiConsole.Write(table);
    }

    private static string Text(string text) => Markup.Escape(ConsoleText.Clean(text));
}
