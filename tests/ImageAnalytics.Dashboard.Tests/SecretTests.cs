using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageAnalytics.Dashboard.Tests.Support;

namespace ImageAnalytics.Dashboard.Tests;

/// <summary>A dashboard with a secret.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Secret = "correct-horse-battery-staple", Html = "text/html";
    private readonly Workspace _workspace = new();

    public SecretTests()
    {
        File.SetUnixFileMode(_workspace.Write("secret", Secret + "\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task NoSecret_OnlyHealthAndLoginAnswer()
    {
        await using Served served = await StartAsync();
        foreach (string path in (string[])["/", "/schedules", "/history", "/installed", "/nodes", "/runs/a", "/results/yard/demo/1", "/files/yard/demo/1/csv/images.csv", "/charts/yard/demo/1/a.svg", "/nowhere"])
        {
            Answer answer = await served.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.DoesNotContain("yard", answer.Text, StringComparison.Ordinal);
            Assert.StartsWith("/login?to=", (await served.GetAsync(path, ("Accept", Html))).Location, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await served.SendAsync(HttpMethod.Post, "/schedules/yard/start")).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/health")).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/login")).Status);
        Assert.Empty(served.Board.Running);
    }

    [Fact]
    public async Task Secret_InTheForm_GivesACookieThatOnlyThisSiteAndNoScriptGets()
    {
        await using Served served = await StartAsync();
        Answer answer = await served.PostFormAsync("/login", "/login", null, ("secret", Secret), ("to", "/schedules"));
        Assert.Equal((HttpStatusCode.SeeOther, "/schedules"), (answer.Status, answer.Location));
        string set = answer.Headers["Set-Cookie"];
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, set, StringComparison.Ordinal);
        string cookie = answer.Cookie!;
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/schedules", ("Cookie", cookie))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await served.PostFormAsync("/schedules", "/schedules/yard/start", cookie)).Status);
        foreach (int at in (int[])[cookie.IndexOf('=', StringComparison.Ordinal) + 20, cookie.Length / 2, cookie.Length - 4])
        {
            string changed = cookie[..at] + (cookie[at] == 'A' ? 'B' : 'A') + cookie[(at + 1)..];
            Assert.Equal(HttpStatusCode.Unauthorized, (await served.GetAsync("/schedules", ("Cookie", changed))).Status);
        }
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/a\r\nSet-Cookie: b=c")]
    public async Task Login_NeverLeadsElsewhere(string to)
    {
        await using Served served = await StartAsync();
        Assert.Equal("/", (await served.PostFormAsync("/login", "/login", null, ("secret", Secret), ("to", to))).Location);
    }

    [Fact]
    public async Task WrongSecrets_AreSlowed_AndThenEvenTheRightOneWaits()
    {
        await using Served served = await StartAsync();
        // A slow machine gives a try back meanwhile: then it is used up again.
        Answer slowed;
        int wrong = 0;
        do
        {
            for (; (await served.GetAsync("/", ("Authorization", $"Bearer {Secret}{wrong}"))).Status == HttpStatusCode.Unauthorized; wrong++)
            {
                Assert.True(wrong < 100, "Nobody is slowed.");
            }

            slowed = await served.GetAsync("/", ("Authorization", $"Bearer {Secret}"));
        }
        while (slowed.Status != HttpStatusCode.TooManyRequests);
        Assert.Equal("5", slowed.Headers["Retry-After"]);
        Assert.Equal(wrong, served.Log.Count("wrong secret from 127.0.0.1"));
        Assert.DoesNotContain(served.Log.All, l => l.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bearer_ScriptsStartWithoutAForm()
    {
        await using Served served = await StartAsync();
        Answer started = await served.SendAsync(HttpMethod.Post, "/schedules/yard/start", null, ("Authorization", $"Bearer {Secret}"));
        Assert.Equal(HttpStatusCode.SeeOther, started.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await served.SendAsync(HttpMethod.Post, "/schedules/yard/start", null, ("Authorization", $"Bearer {Secret}"), ("Origin", "https://evil.example"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.GetAsync($"/?secret={Secret}")).Status);
    }

    [Fact]
    public async Task Proxy_ThatIsTrusted_MustSayThatTheRequestCameByTls()
    {
        await using Served served = await StartAsync(", \"hosts\": [\"scans.example.org\"], \"trustedProxies\": [\"127.0.0.1\"]");
        (string, string) host = ("Host", "scans.example.org"), bearer = ("Authorization", $"Bearer {Secret}");
        Assert.Equal(HttpStatusCode.Forbidden, (await served.GetAsync("/", host, bearer)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await served.GetAsync("/", host, bearer, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "http"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/", host, bearer, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await served.GetAsync("/", ("Host", "other.example.org"), bearer, ("X-Forwarded-Proto", "https"))).Status);
    }

    [Fact]
    public async Task Proxy_ThatIsNotTrusted_IsNotBelieved()
    {
        await using Served served = await StartAsync(", \"hosts\": [\"scans.example.org\"], \"trustedProxies\": [\"192.0.2.1\"]");
        Answer answer = await served.GetAsync("/", ("Host", "scans.example.org"), ("Authorization", $"Bearer {Secret}"), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task Certificate_ServesByTls_AndMarksCookiesSecure()
    {
        using (RSA key = RSA.Create(2048))
        {
            CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            _workspace.Write("cert.pem", certificate.ExportCertificatePem());
            _workspace.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        }

        await using Served served = await Served.StartAsync(_workspace, ", \"address\": \"0.0.0.0\", \"secretFile\": \"secret\", \"certificate\": \"cert.pem\", \"certificateKey\": \"key.pem\"", "https");
        Answer answer = await served.PostFormAsync("/login", "/login", null, ("secret", Secret));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.All(answer.Headers["Set-Cookie"].Split('\n'), c => Assert.Contains("; secure", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Certificate_WithThoseThatSignedIt_IsSentWithThem()
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1), until = DateTimeOffset.UtcNow.AddDays(1);
        using RSA rootKey = RSA.Create(2048), middleKey = RSA.Create(2048), key = RSA.Create(2048);
        using X509Certificate2 root = Signer("CN=root", rootKey).CreateSelfSigned(from, until);
        using X509Certificate2 middle = Signer("CN=middle", middleKey).Create(root, from, until, [1]).CopyWithPrivateKey(middleKey);
        using X509Certificate2 own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(middle, from, until, [2]);
        _workspace.Write("fullchain.pem", $"{own.ExportCertificatePem()}\n{middle.ExportCertificatePem()}\n");
        _workspace.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        await using Served served = await Served.StartAsync(_workspace, ", \"address\": \"0.0.0.0\", \"secretFile\": \"secret\", \"certificate\": \"fullchain.pem\", \"certificateKey\": \"key.pem\"", "https");

        // A client that knows the root alone.
        bool isTrusted = false;
        using TcpClient connection = new(served.Address.Host, served.Address.Port);
        await using SslStream tls = new(connection.GetStream(), false, (_, certificate, sent, _) =>
        {
            using X509Chain chain = new();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(root);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.ExtraStore.AddRange(sent!.ChainPolicy.ExtraStore);
            return isTrusted = chain.Build((X509Certificate2)certificate!);
        });
        await tls.AuthenticateAsClientAsync("localhost");
        Assert.True(isTrusted);
    }

    private static CertificateRequest Signer(string name, RSA key)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }

    private Task<Served> StartAsync(string more = "") => Served.StartAsync(_workspace, ", \"secretFile\": \"secret\"" + more);
}
