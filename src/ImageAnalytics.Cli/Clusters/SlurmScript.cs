using System.Globalization;

namespace ImageAnalytics.Cli.Clusters;

/// <summary>
/// A script of three jobs, that is also what each of them runs. A task that was killed is put back into the queue three times; one that says what is wrong ends, and with it the scan.
/// </summary>
internal sealed class SlurmScript
{
    /// <summary>The program, with its full path.</summary>
    public required string Program { get; init; }

    /// <summary>The folder that relative paths start at.</summary>
    public required string Folder { get; init; }

    /// <summary>The name of the pipeline: letters, digits, hyphens.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Where the jobs' logs go.</summary>
    public required string Logs { get; init; }

    /// <summary>The pipeline and options of plan, shards and merge.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Further options of the merge.</summary>
    public required IReadOnlyList<string> EndingArguments { get; init; }

    /// <summary>Into how many tasks the scan is shared out.</summary>
    public required int Shards { get; init; }

    /// <summary>Processor cores of each task.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory of each task, as Slurm writes it; null for the site's rule.</summary>
    public string? Memory { get; init; }

    /// <summary>The script, for any POSIX shell.</summary>
    public string Text()
    {
        // Slurm replaces %j and the like in the names of logs; a per cent sign of a folder is written twice.
        string logs = ShellText.Quote(Logs.Replace("%", "%%", StringComparison.Ordinal));
        string resources = string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={Cores}") + (Memory is null ? "" : $" --mem={ShellText.Quote(Memory)}");
        string text = $$"""
            #!/bin/sh
            # Scans with the pipeline {{Pipeline}} in {{Shards}} shards. Start it with sh where sbatch is.
            # Partition, account and time limit: SBATCH_PARTITION, SBATCH_ACCOUNT and SBATCH_TIMELIMIT, as for every sbatch.
            # Started again after it ended, it does what is new and what is missing.
            set -eu
            script=$(realpath "$0")
            cd {{ShellText.Quote(Folder)}}

            scan() {
                command=$1
                shift
                {{ShellText.Quote(Program)}} "$command" {{ShellText.Quote(Arguments)}} "$@"
            }

            # A task that was killed is tried again; one that says what is wrong is not.
            again() {
                if [ "$1" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
                    scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
                fi
                exit "$1"
            }

            submit() {
                name=$1
                shift
                id=$(sbatch --parsable --open-mode=append --kill-on-invalid-dep=yes --job-name={{ShellText.Quote(Pipeline)}}-"$name" {{resources}} "$@" "$script" "$name")
                echo "${id%%;*}"
            }

            case "${1:-}" in
                plan) scan plan --save ;;
                shard) scan run --shard auto || again $? ;;
                merge) scan merge{{(EndingArguments.Count == 0 ? "" : $" {ShellText.Quote(EndingArguments)}")}} ;;
                *)
                    mkdir -p {{ShellText.Quote(Logs)}}
                    plan=$(submit plan --output={{logs}}/%x-%j.log)
                    shards=$(submit shard --dependency="afterok:$plan" --requeue --array=1-{{Shards}} --output={{logs}}/%x-%A-%a.log)
                    merge=$(submit merge --dependency="afterok:$shards" --output={{logs}}/%x-%j.log)
                    echo "Submitted: plan $plan, shards $shards, merge $merge. Logs go to "{{ShellText.Quote(Logs)}}.
                    ;;
            esac

            """;
        return text.Replace("\r", "", StringComparison.Ordinal);
    }
}
