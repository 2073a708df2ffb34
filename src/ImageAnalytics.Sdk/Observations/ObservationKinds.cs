namespace ImageAnalytics.Sdk;

/// <summary>The kinds of observation, as they stand in the <c>kind</c> column of the results.</summary>
public static class ObservationKinds
{
    /// <summary>A label for the whole region, with a rank.</summary>
    public const string Classification = "classification";

    /// <summary>A box with a label.</summary>
    public const string Detection = "detection";

    /// <summary>A box with a label and a mask.</summary>
    public const string Instance = "instance";

    /// <summary>A face, with or without points, embedding and identity.</summary>
    public const string Face = "face";

    /// <summary>A picture that a step made.</summary>
    public const string Picture = "picture";

    /// <summary>Every kind, in the order above.</summary>
    public static IReadOnlyList<string> All { get; } = [Classification, Detection, Instance, Face, Picture];
}
