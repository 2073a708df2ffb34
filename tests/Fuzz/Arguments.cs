using System.Globalization;
using ImageAnalytics.Fuzz.Running;
using ImageAnalytics.Fuzz.Targets;

namespace ImageAnalytics.Fuzz;

/// <summary>What the command line says.</summary>
internal sealed class Arguments
{
    private static readonly string[] s_commands = ["run", "turn", "table", "minimise", "replay"];

    public Arguments(string[] arguments)
    {
        Command = arguments.FirstOrDefault() is { } first && s_commands.Contains(first) ? first : "run";
        List<FuzzTarget> targets = [];
        for (int i = arguments.FirstOrDefault() == Command ? 1 : 0; i < arguments.Length; i++)
        {
            string argument = arguments[i], value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                if (AllTargets.Find(argument) is { } target)
                {
                    targets.Add(target);
                }
                else
                {
                    Problem ??= $"There is no target '{argument}'. Expected some of: {string.Join(", ", AllTargets.All.Select(t => t.Name))}.";
                }

                continue;
            }

            i++;
            bool whole = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
            switch (argument)
            {
                case "--executions" when whole:
                    Executions = number;
                    break;
                case "--seconds" when whole:
                    Turn = TimeSpan.FromSeconds(number);
                    break;
                case "--seed" when whole:
                    Seed = (int)(number & int.MaxValue);
                    break;
                case "--state":
                    State = Path.GetFullPath(value);
                    break;
                default:
                    Problem ??= $"'{argument} {value}' is not known. Expected --executions N, --seconds S, --seed N or --state FOLDER.";
                    break;
            }
        }

        Targets = targets.Count > 0 ? targets : AllTargets.All;
    }

    /// <summary>Why the arguments cannot be used; null when they can.</summary>
    public string? Problem { get; }

    public string Command { get; }

    public IReadOnlyList<FuzzTarget> Targets { get; }

    /// <summary>How many inputs in all, earlier sessions included.</summary>
    public long Executions { get; } = 10_000_000;

    /// <summary>How long one target is worked on before the next.</summary>
    public TimeSpan Turn { get; } = TimeSpan.FromSeconds(10);

    public int Seed { get; } = 1;

    public string State { get; } = Path.GetFullPath(Path.Combine("artifacts", "fuzz", "state"));

    /// <summary>The folder of this project, where kept inputs are.</summary>
    public string Tests { get; } = Path.GetFullPath(Path.Combine("tests", "Fuzz"));
}
