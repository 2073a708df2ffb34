using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Running;

/// <summary>The command line of <c>run</c> and <c>plan</c>.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string> _pipeline = new("PIPELINE") { Description = "The pipeline file, or the name of one that came with the program." };
    private readonly Option<string[]> _input = new("--input", "-i") { Description = "Folders of pictures.", HelpName = "DIR", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where results go.", HelpName = "DIR", DefaultValueFactory = _ => "output" };
    private readonly Option<int?> _lanes = new("--lanes") { Description = "Images that are worked on side by side; one a core when left out.", HelpName = "N" };
    private readonly Option<int> _chunk = new("--chunk") { Description = "Images that a lane takes at a time.", HelpName = "B", DefaultValueFactory = _ => 16 };
    private readonly Option<string> _accelerator = new("--accelerator") { Description = "What runs the networks.", DefaultValueFactory = _ => "auto" };
    private readonly Option<bool> _inProcess = new("--in-process") { Description = "Run without a worker process: about as fast, and a crash of a model ends the run." };
    private readonly Option<long?> _limit = new("--limit") { Description = "Look at the first N images of the listing only.", HelpName = "N" };
    private readonly Option<string[]> _set = new("--set") { Description = "Change an option of a step, as STEP.OPTION=VALUE.", HelpName = "STEP.OPTION=VALUE", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<bool> _rehash = new("--rehash") { Description = "Hash every file again, whatever its size and time say." };
    private readonly Option<bool> _newestFirst = new("--newest-first") { Description = "Begin with the folders that have the newest files. Results are the same; a run that is stopped has what is new." };
    private readonly Option<bool> _rawCsv = new("--raw-csv") { Description = "Write text in CSV files as it is, without the apostrophe that keeps a spreadsheet from running it." };

    private readonly LimitOptions _limits = new();
    private readonly List<Option> _all = [];

    /// <summary>Prints one JSON object instead of the last line.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print the last line as one JSON object." };

    /// <summary>Adds the arguments and options to a command.</summary>
    public void AddTo(Command command)
    {
        _accelerator.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        command.Arguments.Add(_pipeline);
        int before = command.Options.Count;
        Option[] options = [_input, _output, _lanes, _chunk, _accelerator, _inProcess, _limit, _set, _rehash, _newestFirst, _rawCsv, Json];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        _limits.AddTo(command);
        _all.AddRange(command.Options.Skip(before));
    }

    /// <summary>The pipeline and the options that were given, as arguments of another command that has them, too; all but <c>--json</c>.</summary>
    public IEnumerable<string> Given(ParseResult arguments)
        => [arguments.GetRequiredValue(_pipeline), .. _all.Where(o => o != Json).SelectMany(o => GivenOption.Of(arguments, o))];

    /// <summary>What the user asked for.</summary>
    public RunRequest Read(ParseResult arguments) => new()
    {
        PipelinePath = ShippedPipeline.Resolve(arguments.GetRequiredValue(_pipeline)),
        Inputs = arguments.GetRequiredValue(_input),
        Output = arguments.GetRequiredValue(_output),
        DataFolder = SearchFolders.Data,
        Overrides = arguments.GetValue(_set) ?? [],
        Lanes = arguments.GetValue(_lanes),
        Chunk = arguments.GetValue(_chunk),
        Accelerator = arguments.GetValue(_accelerator) == "cuda" ? Accelerator.Cuda : Accelerator.Cpu,
        InProcess = arguments.GetValue(_inProcess),
        Limit = arguments.GetValue(_limit),
        Rehash = arguments.GetValue(_rehash),
        NewestFoldersFirst = arguments.GetValue(_newestFirst),
        RawCsv = arguments.GetValue(_rawCsv),
        Limits = _limits.Read(arguments, JobLimits.Default),
    };
}
