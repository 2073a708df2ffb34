using System.Text;
using System.Text.Json;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Results.Exports;

namespace ImageAnalytics.Results.Tests.Exports;

/// <summary>JSON can write half a character, which is no text: a plugin that does so harms nobody's run or report.</summary>
public sealed class ObservationDetailTests
{
    public static TheoryData<string> Halves() => ["""{"\ud800":1,"distance":1}""", """{"file":"\ud800"}""", """{"a":{"b":["\udc00"]}}""", "{\"a\":1,\"a\":2}", "[", "nonsense", ""];

    [Theory]
    [MemberData(nameof(Halves))]
    public void WhatTheHostReads_CountsAsAbsent(string detail)
    {
        Assert.Null(ObservationDetail.Text(detail, "file"));
        Assert.Empty(ObservationDetail.Points(detail));
        _ = ObservationDetail.Number(detail, "distance");
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Combining_LeavesItOut(string detail)
    {
        using JsonDocument written = JsonDocument.Parse(AgreementDetail.Of(detail, ["a", "b"]));
        Assert.Equal(2, written.RootElement.GetProperty("votes").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Export_IsJsonAllTheSame(string detail)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            JsonExport.WriteDetail(json, detail);
            json.WriteEndObject();
        }

        using JsonDocument written = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.True(written.RootElement.TryGetProperty("detail", out _));
    }
}
