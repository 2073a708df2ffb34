using System.Globalization;
using ImageAnalytics.Torture;

// Torture [--runs N] [--pictures N] [--seed N] [--log FILE]     tortures runs of pipelines/demo.yaml; goes on where the log ends
// Torture --flat N [--log FILE]                                 one run of N pictures, watched for what grows
Dictionary<string, string> options = [];
for (int i = 0; i + 1 < args.Length; i += 2)
{
    options[args[i]] = args[i + 1];
}

string[] known = ["--runs", "--pictures", "--seed", "--log", "--flat"];
if (args.Length % 2 != 0 || options.Keys.Except(known).Any())
{
    Console.Error.WriteLine($"Expected pairs of option and value; options: {string.Join(", ", known)}.");
    return 2;
}

string log = options.GetValueOrDefault("--log", options.ContainsKey("--flat") ? "flatness.csv" : "torture.jsonl");
return options.ContainsKey("--flat")
    ? LongFlatness.Run(Number("--flat", 0), log)
    : LongTorture.Run(Number("--runs", 300), Number("--pictures", 300), Number("--seed", 1), log);

int Number(string option, int otherwise) => options.TryGetValue(option, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
