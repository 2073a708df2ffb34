using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets;

/// <summary>A picture with what is known about it. Its pixels are read when they are asked for.</summary>
/// <remarks>Safe on several threads at once.</remarks>
public abstract class LabelledImage
{
    /// <summary>Names it within its data set: the path relative to the data's folder, with <c>/</c>, or a number where there is no file.</summary>
    public required string Name { get; init; }

    /// <summary>The split that the data put it in, such as <c>train</c> or <c>val</c>; null where they do not say.</summary>
    public string? Split { get; init; }

    /// <summary>What the whole picture shows: the position in <see cref="Dataset.Classes"/>; null where only objects are labelled.</summary>
    public int? ClassId { get; init; }

    /// <summary>What is marked in it; empty where nothing is.</summary>
    public IReadOnlyList<LabelledObject> Objects { get; init; } = [];

    /// <summary>Columns and rows that the labels are for, as the data state them; null where they do not.</summary>
    public (int Width, int Height)? LabelledSize { get; init; }

    /// <summary>Whether its bytes are pixels alone, and no file of a picture.</summary>
    internal virtual bool IsRaw => false;

    /// <summary>Decodes it, upright, whole, 8-bit B, G, R; transparency is dropped.</summary>
    /// <returns>The pixels, CV_8UC3; the caller disposes them.</returns>
    /// <exception cref="Imaging.ImageDecodeException">There is no picture; carries class and message.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract Mat Decode();

    /// <summary>Its bytes as they are kept: the file's, or the raw pixels. Equal bytes are one picture.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract byte[] ReadBytes();
}
