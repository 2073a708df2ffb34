using System.Globalization;
using ImageAnalytics.Fuzz.Running;

namespace ImageAnalytics.Fuzz;

/// <summary>Fuzzes what reads files. Started by fuzz.sh, which instruments the assemblies.</summary>
internal static class Program
{
    private const int KeptBytes = 12_000;

    public static int Main(string[] arguments)
    {
        Coverage.Prepare();
        Arguments given = new(arguments);
        if (given.Problem is { } problem)
        {
            Console.Error.WriteLine(problem);
            return ExitCodes.Usage;
        }

        switch (given.Command)
        {
            case "turn":
                FuzzTarget target = given.Targets[0];
                TargetFolder folder = new(given.State, target.Name);
                int branches = Turn.Run(target, folder, KeptFolders.Corpus(given.Tests, target.Name), given.Executions, given.Turn, given.Seed);
                File.WriteAllText(Path.Combine(folder.Path, "branches"), branches.ToString(CultureInfo.InvariantCulture));
                return branches == 0 ? ExitCodes.NotInstrumented : ExitCodes.Good;
            case "table":
                Session.Print(given.Targets, given.State);
                return ExitCodes.Good;
            case "minimise":
                foreach (FuzzTarget one in given.Targets)
                {
                    (int all, int chosen) = Minimiser.Run(one, new TargetFolder(given.State, one.Name), KeptFolders.Corpus(given.Tests, one.Name), KeptBytes);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Name,-16}{chosen,8:N0} of {all,8:N0} branches and counts kept"));
                }

                return ExitCodes.Good;
            case "replay":
                return Replay.Run(given.Targets, given.State, given.Tests);
            default:
                return Session.Run(given.Targets, given.State, given.Executions, given.Turn);
        }
    }
}
