using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers.Wire;

/// <summary>How results travel between supervisor and worker.</summary>
/// <remarks>A stored observation has neither points nor a picture any more; both are named in its detail.</remarks>
internal static class ResultWire
{
    public static void Write(WireWriter to, ItemResult result)
    {
        to.Long(result.Ordinal);
        to.Optional(result.Image, Write);
        to.Optional(result.File, (w, file) =>
        {
            w.Long(file.Ordinal);
            w.Text(file.Failure);
            w.Text(file.Message);
        });
    }

    /// <exception cref="InvalidDataException">The bytes are no result.</exception>
    public static ItemResult Read(WireReader from)
        => new(from.Long(), from.Optional(ReadImage), from.Optional(r => new FileFailure(r.Long(), r.Text(), r.Text())));

    public static void Write(WireWriter to, ImageFacts facts)
    {
        to.Int(facts.Width);
        to.Int(facts.Height);
        to.OptionalText(facts.TakenAt);
        to.OptionalText(facts.Camera);
        to.OptionalText(facts.Failure);
        to.OptionalText(facts.Message);
    }

    /// <exception cref="InvalidDataException">The bytes are no facts.</exception>
    public static ImageFacts ReadFacts(WireReader from) => new()
    {
        Width = from.Int(),
        Height = from.Int(),
        TakenAt = from.OptionalText(),
        Camera = from.OptionalText(),
        Failure = from.OptionalText(),
        Message = from.OptionalText(),
    };

    public static void Write(WireWriter to, StepResult step)
    {
        to.Text(step.Fingerprint);
        to.OptionalText(step.Failure);
        to.OptionalText(step.Message);
        to.List(step.Observations, Write);
    }

    /// <exception cref="InvalidDataException">The bytes are no step's result.</exception>
    public static StepResult ReadStep(WireReader from) => new(from.Text(), from.OptionalText(), from.OptionalText(), from.List(ReadObservation));

    private static void Write(WireWriter to, ImageResult image)
    {
        to.Long(image.Ordinal);
        to.Text(image.ContentHash);
        to.Optional(image.Facts, Write);
        to.List(image.Steps, Write);
        to.Double(image.Milliseconds);
        to.OptionalText(image.FileHash);
    }

    private static ImageResult ReadImage(WireReader from)
        => new(from.Long(), from.Text(), from.Optional(ReadFacts), from.List(ReadStep), from.Double()) { FileHash = from.OptionalText() };

    private static void Write(WireWriter to, StoredObservation observation)
    {
        to.Int(observation.Number);
        to.OptionalInt(observation.Parent);
        to.Text(observation.Value.Kind);
        to.Text(observation.Value.Label);
        to.Double(observation.Value.Confidence);
        to.Bool(observation.Value.Box is not null);
        if (observation.Value.Box is { } box)
        {
            to.Double(box.X);
            to.Double(box.Y);
            to.Double(box.Width);
            to.Double(box.Height);
        }

        to.Int(observation.Value.Rank);
        to.Optional(observation.Value.Mask, (w, mask) =>
        {
            w.Int(mask.Width);
            w.Int(mask.Height);
            w.Text(mask.CompressedRle);
            w.Int(mask.Area);
        });
        to.Optional(observation.Value.Embedding, (w, numbers) => w.List(numbers, (v, number) => v.Single(number)));
        to.OptionalText(observation.Value.Detail);
    }

    private static StoredObservation ReadObservation(WireReader from) => new(from.Int(), from.OptionalInt(), new Observation
    {
        Kind = from.Text(),
        Label = from.Text(),
        Confidence = from.Double(),
        Box = from.Bool() ? new BoundingBox(from.Double(), from.Double(), from.Double(), from.Double()) : null,
        Rank = from.Int(),
        Mask = from.Optional(r => new Mask(r.Int(), r.Int(), r.Text(), r.Int())),
        Embedding = from.Optional(r => r.List(v => v.Single())),
        Detail = from.OptionalText(),
    });
}
