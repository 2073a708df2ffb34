using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>Where files of models come from.</summary>
public interface IModelSource
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>Writes a file, or goes on writing it where an earlier try ended.</summary>
    /// <param name="card">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="target">Where to write; its position is its end, its bytes are the file's first ones as an earlier try left them.</param>
    /// <param name="progress">Told the number of bytes there are so far.</param>
    /// <param name="cancellationToken">Ends the work; what was written stays for the next try.</param>
    /// <returns>False when this source does not have the file. Nobody relies on the bytes before their sha256 is checked.</returns>
    /// <exception cref="IOException">The source failed.</exception>
    Task<bool> TryWriteAsync(ModelCard card, ModelFile file, FileStream target, IProgress<long>? progress, CancellationToken cancellationToken);
}
