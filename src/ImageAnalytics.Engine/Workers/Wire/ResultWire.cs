using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers.Wire;

/// <summary>How results travel between supervisor and worker.</summary>
/// <remarks>A stored observation has neither points nor a picture any more; both are named in its detail.</remarks>
internal static class ResultWire
{
    /// <summary>Writes an image's result; its place in the listing once, so that no part of it can be of another image.</summary>
    /// <exception cref="ArgumentException">It has both results and a reason why the file could not be read, or neither.</exception>
    public static void Write(WireWriter to, ItemResult result)
    {
        to.Long(result.Ordinal);
        to.Bool(result.Image is not null);
        switch (result)
        {
            case { Image: { } image, File: null }:
                Write(to, image);
                break;
            case { Image: null, File: { } file }:
                to.Text(file.Failure);
                to.Text(file.Message);
                break;
            default:
                throw new ArgumentException("A result has either an image or a reason why there is none.", nameof(result));
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no result.</exception>
    public static ItemResult Read(WireReader from)
    {
        long ordinal = from.Long();
        return from.Bool()
            ? new ItemResult(ordinal, ReadImage(from, ordinal), null)
            : new ItemResult(ordinal, null, new FileFailure(ordinal, from.Text(), from.Text()));
    }

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
        to.Text(image.ContentHash);
        to.Optional(image.Facts, Write);
        to.List(image.Steps, Write);
        to.Double(image.Milliseconds);
        to.OptionalText(image.FileHash);
        to.Bool(image.Read is not null);
        if (image.Read is { } read)
        {
            to.Long(read.Bytes);
            to.Long(read.Modified);
        }
    }

    private static ImageResult ReadImage(WireReader from, long ordinal)
        => new(ordinal, from.Text(), from.Optional(ReadFacts), from.List(ReadStep), from.Double()) { FileHash = from.OptionalText(), Read = from.Bool() ? (from.Long(), from.Long()) : null };

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
