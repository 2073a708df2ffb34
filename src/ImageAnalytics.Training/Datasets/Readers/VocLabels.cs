using System.Xml.Linq;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A file of labels with its picture.</summary>
/// <param name="File">The XML file.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Root">The file's content.</param>
internal sealed record VocLabels(string File, string Picture, XElement Root);
