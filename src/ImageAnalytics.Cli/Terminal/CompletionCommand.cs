using System.CommandLine;

namespace ImageAnalytics.Cli.Terminal;

/// <summary><c>completion</c>: lets a shell complete commands and options. The shell asks the program itself, by its suggest directive.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _imageanalytics() {
            local IFS=$'\n'
            COMPREPLY=( $("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null) )
            if [[ ${#COMPREPLY[@]} -eq 0 ]]; then COMPREPLY=( $(compgen -f -- "${COMP_WORDS[COMP_CWORD]}") ); fi
        }
        complete -o nosort -o filenames -F _imageanalytics imageanalytics run.sh ./run.sh
        """;

    private const string Zsh = """
        autoload -Uz compinit bashcompinit && compinit && bashcompinit
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> shell = new("SHELL") { Description = "Which shell.", DefaultValueFactory = _ => "bash" };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        Command command = new("completion", """
            Print a script that lets a shell complete commands and options.

            Examples:
              source <(imageanalytics completion bash)
              imageanalytics completion bash > ~/.local/share/bash-completion/completions/imageanalytics
            """) { shell };
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(shell) == "zsh")
            {
                Console.WriteLine(Zsh);
            }

            Console.WriteLine(Bash);
            return ExitCodes.Finished;
        });
        return command;
    }
}
