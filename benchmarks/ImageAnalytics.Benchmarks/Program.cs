using System.CommandLine;
using ImageAnalytics.Benchmarks;

Option<string> root = new("--root") { Required = true, Description = "The clone whose program is measured." };
Option<string?> shared = new("--shared") { Description = "The folder with data and models; default IMAGEANALYTICS_SHARED or ../shared." };
Option<int> images = new("--images") { DefaultValueFactory = _ => 600, Description = "Photographs to scan." };
Option<int> repetitions = new("--repetitions") { DefaultValueFactory = _ => 5, Description = "How often each thing is measured." };
Option<int> threads = new("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "Threads of the bare loop." };
Option<string> models = new("--models") { DefaultValueFactory = _ => "fastestdet,nanodet-m", Description = "What to measure, separated by commas: fastestdet, nanodet-m, photos." };
Option<bool> check = new("--check") { Description = "End with 1 when a budget is missed." };
RootCommand command = new("Measures the engine against the bare limit on this machine.") { root, shared, images, repetitions, threads, models, check };

command.SetAction(arguments =>
{
    string[] names = arguments.GetRequiredValue(models).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    string home = arguments.GetRequiredValue(root);
    string material = Path.GetFullPath(arguments.GetValue(shared) ?? Environment.GetEnvironmentVariable("IMAGEANALYTICS_SHARED") ?? Path.Combine(home, "..", "shared"));
    IReadOnlyList<Subject> subjects = Subject.All(home, material);
    BenchmarkSettings settings = new()
    {
        Root = home,
        Shared = material,
        Images = arguments.GetValue(images),
        Repetitions = arguments.GetValue(repetitions),
        Threads = arguments.GetValue(threads),
        Subjects = [.. subjects.Where(s => names.Contains(s.Name))],
    };
    if (settings.Subjects.Count != names.Length || !Directory.Exists(Path.Combine(settings.Shared, "data")))
    {
        Console.Error.WriteLine(settings.Subjects.Count != names.Length
            ? $"Something of '{string.Join(',', names)}' is not known here. Expected some of: {string.Join(", ", subjects.Select(s => s.Name))}."
            : $"'{settings.Shared}' has no folder 'data' with photographs. Name the folder with --shared.");
        return 2;
    }

    NativeEnvironment.Apply();
    bool met = ResultTable.Print(Console.Out, settings, new Benchmark(settings, Console.Error).Run());
    return met || !arguments.GetValue(check) ? 0 : 1;
});
return command.Parse(args).Invoke();
