using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Checks one step against the plugins and models that there are.</summary>
internal sealed class StepValidator(StepDefinition step, PipelineEnvironment environment, ProblemList problems)
{
    private const int MostUnreadable = 5;

    private string StepText => $"Step '{ShownText.Of(step.Id)}'";

    /// <summary>Reports everything that keeps the step from running.</summary>
    public void Check()
    {
        KnownPlugin? plugin = environment.Plugins.FirstOrDefault(p => p.Manifest.Id == step.Plugin && p.Problem is null)
            ?? environment.Plugins.FirstOrDefault(p => p.Manifest.Id == step.Plugin);
        if (plugin is null)
        {
            string[] known = [.. environment.Plugins.Select(p => p.Manifest.Id).Distinct().Order(StringComparer.Ordinal)];
            problems.Add(
                step.PositionOf("plugin"),
                $"{StepText} names the plugin '{ShownText.Of(step.Plugin)}', which was not found.{string.Concat(environment.UnreadablePlugins.Take(MostUnreadable).Select(p => $" {p}"))}",
                known.Length > 0 ? "one of: " + string.Join(", ", known) : "a plugin, but none was found; see 'plugins list'",
                NearestName.Of(step.Plugin, known));
        }
        else if (plugin.Problem is not null)
        {
            problems.Add(step.PositionOf("plugin"), $"{StepText} names the plugin '{step.Plugin}', which cannot be loaded: {plugin.Problem}");
        }

        if (plugin is not null)
        {
            CheckRoles(plugin.Manifest);
        }

        foreach ((string role, string name) in step.Models)
        {
            CheckModel(role, name, plugin?.Manifest);
        }

        if (plugin is { Problem: null, OptionsType: not null })
        {
            CheckOptions(plugin.OptionsType);
        }
    }

    private void CheckRoles(PluginManifest plugin)
    {
        IReadOnlyList<string> roles = plugin.Roles;
        bool single = roles is [AnalyzerContext.DefaultRole] && plugin.OptionalRoles.Count == 0;
        string[] all = [.. roles, .. plugin.OptionalRoles];
        string expected = all.Length == 0 ? "no model" : single ? "'model: NAME'" : "'models: { " + string.Join(", ", all.Select(r => r + ": NAME")) + " }'"
            + (plugin.OptionalRoles.Count == 0 ? "" : $", where {string.Join(" and ", plugin.OptionalRoles.Select(r => $"'{r}'"))} may be left away");
        string[] missing = [.. roles.Where(r => !step.Models.ContainsKey(r))];
        string[] extra = [.. step.Models.Keys.Where(r => !all.Contains(r))];
        foreach (string role in extra)
        {
            problems.Add(
                step.PositionOf($"models/{role}"),
                $"{StepText} names a model for the role '{ShownText.Of(role)}', which the plugin '{plugin.Id}' does not have.",
                expected,
                NearestName.Of(role, all.Where(r => !step.Models.ContainsKey(r))));
        }

        if (missing.Length > 0)
        {
            string text = single ? "model" : $"model for {(missing.Length == 1 ? "the role" : "the roles")} {string.Join(", ", missing.Select(m => $"'{m}'"))}";
            problems.Add(step.Position, $"{StepText} names no {text}, and the plugin '{plugin.Id}' needs one{(missing.Length == 1 ? "" : " each")}.", expected);
        }
    }

    private void CheckModel(string role, string name, PluginManifest? plugin)
    {
        SourcePosition place = step.PositionOf($"models/{role}");
        string shown = ShownText.Of(name);
        KnownModel? model = environment.Models.FirstOrDefault(m => m.Name == name);
        if (model is null)
        {
            AddUnknownModel(name, shown, place);
        }
        else if (model.Problem is not null)
        {
            problems.Add(place, $"{StepText} names the model '{shown}', which cannot be used: {model.Problem}");
        }
        else if (plugin is not null && !plugin.Tasks.Contains(model.Task))
        {
            problems.Add(
                place,
                $"{StepText} cannot run the model '{shown}': its task is '{ShownText.Of(model.Task)}', which the plugin '{plugin.Id}' does not do.",
                "a model with the task " + string.Join(" or ", plugin.Tasks),
                PluginFor(model.Task));
        }
    }

    private void AddUnknownModel(string name, string shown, SourcePosition place)
    {
        if (environment.CatalogModels.Contains(name))
        {
            problems.Add(place, $"{StepText} names the model '{shown}', which is not installed. Install it with 'models install {shown}'.");
            return;
        }

        string[] installed = [.. environment.Models.Select(m => m.Name).Order(StringComparer.Ordinal)];
        string? nearest = NearestName.Of(name, installed.Concat(environment.CatalogModels));
        string hint = nearest is not null && !installed.Contains(nearest) ? $" Its nearest name, '{nearest}', can be installed with 'models install {nearest}'." : "";
        problems.Add(
            place,
            $"{StepText} names the model '{shown}', which is neither installed nor in the catalog.{hint}",
            installed.Length > 0 ? "one of: " + string.Join(", ", installed.Take(30)) : "a model, but none is installed; see 'models list'",
            nearest);
    }

    // The nearest right name is then a plugin: the model was probably meant.
    private string? PluginFor(string task)
        => environment.Plugins.FirstOrDefault(p => p.Problem is null && p.Manifest.Tasks.Contains(task)) is { } other ? "plugin: " + other.Manifest.Id : null;

    private void CheckOptions(Func<Type> optionsType)
    {
        List<OptionProblem> found = [];
        string[] names;
        try
        {
            Type type = optionsType();
            names = [.. PluginOptions.Describe(type).Select(o => o.Name)];
            PluginOptions.Read(type, step.Options, found);
        }
        catch (Exception e)
        {
            // Foreign code: whatever it throws is a problem of this step, not of the program.
            problems.Add(step.PositionOf("plugin"), $"{StepText} cannot use the plugin '{step.Plugin}': {(e.InnerException ?? e).Message}");
            return;
        }

        AddOptionProblems(step, found, names, problems);
    }

    /// <summary>Reports what is wrong with options, each at its place.</summary>
    public static void AddOptionProblems(StepDefinition step, IEnumerable<OptionProblem> found, string[] names, ProblemList problems)
    {
        foreach (OptionProblem problem in found)
        {
            bool unknown = !names.Contains(problem.Option);
            problems.Add(
                step.PositionOf($"options/{problem.Option}{(unknown ? ":key" : "")}"),
                $"Step '{ShownText.Of(step.Id)}': {problem.Message}",
                nearest: unknown ? NearestName.Of(problem.Option, names) : null);
        }
    }
}
