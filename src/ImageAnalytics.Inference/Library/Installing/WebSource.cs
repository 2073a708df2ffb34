using System.Net;
using System.Net.Http.Headers;
using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>A server that hands out files: where they were published, or a mirror.</summary>
/// <remarks>
/// Tried in this order: repository/commit/path as the card says it, the card's <c>mirror</c> path, model/file. An answer of 404 or 410 means the next.
/// The first of them is asked of another server where the card says <c>lfs</c> and the publisher keeps such files elsewhere.
/// A download that broke off goes on with a Range request; a server that does not know Range starts again.
/// </remarks>
public sealed class WebSource : IModelSource, IDisposable
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly Uri _root;
    private readonly Uri _lfsRoot;

    /// <summary>Makes a source.</summary>
    /// <param name="root">Its address.</param>
    /// <param name="lfsRoot">The address of what repositories keep in Git LFS; null where <paramref name="root"/> hands it out too, as mirrors do.</param>
    public WebSource(Uri root, Uri? lfsRoot = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        _root = WithSlash(root);
        _lfsRoot = lfsRoot is null ? _root : WithSlash(lfsRoot);
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(20), MaxAutomaticRedirections = 5 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("imageanalytics", null));
    }

    /// <inheritdoc/>
    public string Name => _root.AbsoluteUri;

    /// <summary>The servers where the catalog's files are published; the caller disposes it.</summary>
    public static WebSource Published() => new(new Uri("https://raw.githubusercontent.com/"), new Uri("https://media.githubusercontent.com/media/"));

    /// <inheritdoc/>
    public async Task<bool> TryWriteAsync(ModelCard card, ModelFile file, FileStream target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        Uri?[] places =
        [
            file.Source is { } source ? new Uri(source.Lfs ? _lfsRoot : _root, source.RelativeUrl) : null,
            file.Mirror is { } mirror ? new Uri(_root, mirror) : null,
            new Uri(_root, $"{card.Name}/{file.Name}"),
        ];
        foreach (Uri place in places.OfType<Uri>().Distinct())
        {
            if (await TryGetAsync(place, file, target, progress, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _client.Dispose();

    private static Uri WithSlash(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    private async Task<bool> TryGetAsync(Uri address, ModelFile file, FileStream target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (target.Length == file.Bytes)
        {
            // An earlier try fetched it all, but could not finish.
            return true;
        }

        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(s_silence);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.Range = target.Length > 0 ? new RangeHeaderValue(target.Length, null) : null;
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return false;
            }

            response.EnsureSuccessStatusCode();
            bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == target.Length;
            if (!goesOn)
            {
                target.SetLength(0);
            }

            target.Seek(0, SeekOrigin.End);
            await CopyAsync(address, response, file, target, progress, silence).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"'{address}' sent nothing for {s_silence.TotalSeconds:0} seconds.", e);
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"'{address}' cannot be fetched: {e.Message}", e);
        }
    }

    private static async Task CopyAsync(
        Uri address, HttpResponseMessage response, ModelFile file, FileStream target, IProgress<long>? progress, CancellationTokenSource silence)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0)
        {
            silence.CancelAfter(s_silence);
            if (target.Length + read > file.Bytes)
            {
                target.SetLength(0);
                throw new IOException($"'{address}' is longer than the {file.Bytes} bytes that the card promises.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), silence.Token).ConfigureAwait(false);
            progress?.Report(target.Length);
        }

        if (target.Length < file.Bytes)
        {
            throw new IOException($"'{address}' ended after {target.Length} of {file.Bytes} bytes. Install again to go on from there.");
        }
    }
}
