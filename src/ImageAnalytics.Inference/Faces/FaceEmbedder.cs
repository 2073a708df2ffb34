using ImageAnalytics.Imaging.Alignment;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Faces;

/// <summary>Aligns faces by their five points and describes each by a vector. Used by one lane at a time; owns the runner.</summary>
internal sealed class FaceEmbedder(ModelRunner runner) : IDisposable
{
    /// <summary>Changes whenever the same face would get another vector; part of fingerprints, as that of the decoder <c>embedding</c>.</summary>
    public const int Revision = 1;

    private readonly IEmbeddingDecoder _decoder = (IEmbeddingDecoder)runner.Decoder;

    public ModelRunner Runner => runner;

    public int Length => _decoder.Length;

    /// <summary>The vectors of a region's faces, in their order; null for a face whose points fall together.</summary>
    public float[]?[] Embed(Region region, IReadOnlyList<FaceDetection> faces, CancellationToken cancellationToken)
    {
        float[]?[] embeddings = new float[]?[faces.Count];
        // A few at a time: a picture may hold thousands of faces, and each crop owns its pixels.
        for (int start = 0; start < faces.Count; start += ModelRunner.LargestBatch)
        {
            EmbedSome(region, faces, start, Math.Min(faces.Count, start + ModelRunner.LargestBatch), embeddings, cancellationToken);
        }

        return embeddings;
    }

    /// <summary>The vector of a picture that is an aligned face as a whole; null where it says nothing.</summary>
    public float[]? EmbedAligned(Region face, CancellationToken cancellationToken)
    {
        using CroppedPicture? mirrored = _decoder.Parameters.Mirror ? CroppedPicture.Mirrored(face.Pixels) : null;
        Region[] views = mirrored is null ? [face] : [face, new Region(face.Image, face.Box, mirrored.Pixels)];
        float[]? sum = null;
        runner.Run(views, (_, outputs, frame, item, _) => sum = Sum(sum, _decoder.Decode(outputs, frame, item)), cancellationToken);
        return Finish(sum!, views.Length);
    }

    public void Dispose() => runner.Dispose();

    private void EmbedSome(Region region, IReadOnlyList<FaceDetection> faces, int start, int end, float[]?[] embeddings, CancellationToken cancellationToken)
    {
        List<CroppedPicture> crops = [];
        List<int> owners = [];
        try
        {
            for (int i = start; i < end; i++)
            {
                if (SimilarityTransform.Fit(faces[i].Points!, _decoder.Parameters.Template) is not { } transform)
                {
                    continue;
                }

                crops.Add(AlignedCrop.Cut(region.Pixels, transform, _decoder.Parameters.Width, _decoder.Parameters.Height));
                owners.Add(i);
                if (_decoder.Parameters.Mirror)
                {
                    crops.Add(crops[^1].Mirrored());
                    owners.Add(i);
                }
            }

            int next = 0;
            runner.Run(
                [.. crops.Select(c => new Region(region.Image, region.Box, c.Pixels))],
                (_, outputs, frame, item, _) => embeddings[owners[next]] = Sum(embeddings[owners[next++]], _decoder.Decode(outputs, frame, item)),
                cancellationToken);
        }
        finally
        {
            crops.ForEach(c => c.Dispose());
        }

        foreach (int owner in owners.Distinct())
        {
            embeddings[owner] = Finish(embeddings[owner]!, owners.Count(o => o == owner));
        }
    }

    private static float[] Sum(float[]? first, float[] second)
    {
        for (int i = 0; first is not null && i < second.Length; i++)
        {
            second[i] += first[i];
        }

        return second;
    }

    private float[]? Finish(float[] sum, int count)
    {
        double length = _decoder.Parameters.Normalise ? Math.Sqrt(sum.Sum(v => (double)v * v)) : count;
        if (!(length > 0) || !double.IsFinite(length))
        {
            return null; // A vector without direction says nothing about the face.
        }

        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = (float)(sum[i] / length);
        }

        return sum;
    }
}
