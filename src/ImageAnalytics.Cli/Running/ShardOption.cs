using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Running;

/// <summary><c>--shard</c>: which shard of a saved plan to work on, given or taken from the array task that this process is.</summary>
internal static class ShardOption
{
    private const string
        SlurmTask = "SLURM_ARRAY_TASK_ID", SlurmFirst = "SLURM_ARRAY_TASK_MIN", SlurmStep = "SLURM_ARRAY_TASK_STEP", SlurmCount = "SLURM_ARRAY_TASK_COUNT", Kubernetes = "JOB_COMPLETION_INDEX";

    private static readonly string s_expected = $"expected I/N, such as 2/8; 'auto' in a Slurm array; or 'auto/N' in an indexed Kubernetes job ({Kubernetes}).";

    /// <summary>Makes the option.</summary>
    public static Option<string?> Create() => new("--shard")
    {
        Description = "Work on shard I of N of the plan that 'plan --save' saved, and write no report: 'merge' does. 'auto' takes I and N from a Slurm array, 'auto/N' takes I from an indexed Kubernetes job.",
        HelpName = "I/N",
    };

    /// <summary>Reads it.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="environment">Gives a variable of the environment; null for none.</param>
    /// <exception cref="RunRefusedException">It is no shard, or the environment does not say which.</exception>
    public static ShardNumber Read(string text, Func<string, string?> environment)
    {
        string[] parts = text.Split('/');
        return parts switch
        {
            ["auto"] => OfSlurm(environment),
            ["auto", var count] => Parse($"{OfKubernetes(environment) + 1}/{count}", text),
            _ => Parse(text, text),
        };
    }

    private static ShardNumber Parse(string part, string given)
        => ShardNumber.Parse(part) ?? throw new RunRefusedException([$"--shard is '{given}'{(part == given ? "" : $", which is shard {part} here")}; {s_expected}"]);

    private static ShardNumber OfSlurm(Func<string, string?> environment)
    {
        long task = Number(SlurmTask, environment), first = Number(SlurmFirst, environment), count = Number(SlurmCount, environment);
        long step = environment(SlurmStep) is null ? 1 : Math.Max(1, Number(SlurmStep, environment));
        return (task - first) % step == 0 && ShardNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"{((task - first) / step) + 1}/{count}")) is { } shard
            ? shard
            : throw new RunRefusedException([$"--shard auto: {SlurmTask} is {task}, {SlurmFirst} {first}, {SlurmStep} {step} and {SlurmCount} {count}; expected the task to be one of so many from the first on, that step apart. Give the shard as I/N."]);
    }

    private static long OfKubernetes(Func<string, string?> environment) => Number(environment(Kubernetes) is null && environment(SlurmTask) is not null ? SlurmTask : Kubernetes, environment);

    private static long Number(string variable, Func<string, string?> environment)
        => environment(variable) is { } text
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number < int.MaxValue
                ? number
                : throw new RunRefusedException([$"--shard: the environment variable {variable} is '{text}'; expected a whole number from 0 on. Give the shard as I/N."])
            : throw new RunRefusedException([$"--shard: there is no environment variable {variable}, so this is no such task; {s_expected}"]);
}
