using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageAnalytics.Engine.Alerts;

/// <summary>The file <c>alerts.json</c> of a run: what came of each rule. Also what the command of <c>notify</c> reads.</summary>
public sealed record AlertsFile
{
    /// <summary>Its name in the run's folder.</summary>
    public const string FileName = "alerts.json";

    private static readonly AlertsJson s_written = new(new JsonSerializerOptions(AlertsJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The id of the run before; null for the first.</summary>
    public string? LastRun { get; init; }

    /// <summary>The folder of the run's results, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Every rule, in the order of the pipeline.</summary>
    public required IReadOnlyList<AlertOutcome> Alerts { get; init; }

    /// <summary>Reads the file of a run's folder.</summary>
    /// <returns>Null when there is none, or it cannot be understood.</returns>
    public static AlertsFile? TryRead(string runFolder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(runFolder, FileName)), AlertsJson.Default.AlertsFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_written.AlertsFile) + "\n";
}
