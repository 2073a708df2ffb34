using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Cli.Models;

/// <summary><c>models verify</c>.</summary>
internal static class ModelsVerify
{
    public static Command Create()
    {
        Argument<string[]> names = new("name") { Description = "The models to check; all installed ones when none is given.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("verify", """
            Check models: files against their sha256, network against its card, and that answers depend on the picture alone
            (again, side by side, and in batches: bit by bit). Exit code 2 when a check fails.

            Examples:
              imageanalytics models verify
              imageanalytics models verify fastestdet squeezenet
            """);
        command.Add(names);
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(
            parsed, () => Task.FromResult(Run(parsed, parsed.GetValue(names) ?? [], parsed.GetValue(GlobalOptions.Models) ?? [], cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, string[] names, string[] folders, CancellationToken cancellation)
    {
        ModelLibrary library = ModelLibrary.Default(folders);
        TextTable table = new("MODEL", "CHECK", "RESULT", "FOUND");
        bool passed = true;
        foreach (LibraryEntry bad in names.Length == 0 ? library.List().Where(e => e.Model is null) : [])
        {
            table.Add(bad.Name, "card", "failed", string.Join(' ', bad.Problems));
            passed = false;
        }

        IReadOnlyList<InstalledModel> models = names.Length == 0
            ? [.. library.List().Select(e => e.Model).OfType<InstalledModel>()]
            : [.. names.Distinct(StringComparer.Ordinal).Select(library.Find)];
        foreach (InstalledModel model in models)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (VerifyCheck check in ModelVerifier.Verify(model))
            {
                table.Add(model.Name, check.Name, check.Passed ? "ok" : "failed", check.Message);
                passed &= check.Passed;
            }
        }

        if (models.Count == 0 && passed)
        {
            parsed.InvocationConfiguration.Error.WriteLine("No model is installed. To install the catalog's, run: models install --all");
        }

        table.WriteTo(parsed.InvocationConfiguration.Output);
        return passed ? ExitCodes.Finished : ExitCodes.Refused;
    }
}
