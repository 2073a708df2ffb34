using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using ImageAnalytics.Imaging;
using ImageAnalytics.Results.Combining;

namespace ImageAnalytics.Engine.Fingerprints;

/// <summary>Names under which results are stored: SHA-256 over everything that can change them.</summary>
public static class Fingerprint
{
    /// <summary>The fingerprint of a step.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(StepIdentity step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Hash(json =>
        {
            json.WriteNumber("engine", EngineRevision.Current);
            json.WriteString("imaging", ImagingRevision.Current);
            json.WriteString("plugin", step.Plugin);
            json.WriteString("pluginContent", step.PluginContent);
            json.WriteStartObject("models");
            foreach ((string role, string model) in step.Models.OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                json.WriteString(role, model);
            }

            json.WriteEndObject();
            json.WriteString("options", step.Options);
            if (step.Files is not null)
            {
                json.WriteString("files", step.Files);
            }

            json.WriteString("where", step.Where);
            json.WriteString("parent", step.Parent);
            json.WriteString("accelerator", step.Accelerator.ToString());
        });
    }

    /// <summary>The fingerprint of a combining step.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(CombiningIdentity step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Hash(json =>
        {
            json.WriteNumber("engine", EngineRevision.Current);
            json.WriteNumber("combining", Combination.Revision);
            json.WriteString("combine", step.Way);
            json.WriteString("options", step.Options);
            json.WriteStartArray("of");
            foreach ((string id, string fingerprint) in step.Of)
            {
                json.WriteStringValue(id);
                json.WriteStringValue(fingerprint);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The fingerprint of what is known of a picture without any model: size, date, camera, damage.</summary>
    /// <param name="maxPixels">The limit that decides about too-large.</param>
    /// <param name="seesTransparency">Whether every step sees what is in an alpha channel, so that a picture of nothing else is not accused.</param>
    public static string OfFacts(long maxPixels, bool seesTransparency) => Hash(json =>
    {
        json.WriteString("imaging", ImagingRevision.Current);
        json.WriteNumber("maxPixels", maxPixels);
        if (seesTransparency)
        {
            json.WriteBoolean("seesTransparency", true);
        }
    });

    private static string Hash(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }
}
