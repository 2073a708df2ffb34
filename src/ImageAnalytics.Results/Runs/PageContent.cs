using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Results;

/// <summary>Under which content hash the results of a file's pages are stored.</summary>
public static class PageContent
{
    /// <summary>
    /// The content hash of a page. The first page has that of the file, so that a run over first pages and one over all pages share it. A later
    /// one has SHA-256 of the text <c>HASH#PAGE</c>, with the file's hash in hexadecimal digits.
    /// </summary>
    /// <param name="fileHash">SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</param>
    /// <param name="page">The page, from 1; 0 for a file that is not looked at page by page.</param>
    public static string HashOf(string fileHash, int page)
        => page <= 1
            ? fileHash
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{fileHash}#{page}"))));

    /// <summary>The same in SQL.</summary>
    internal static string Sql(string fileHash, string page) => $"CASE WHEN {page} > 1 THEN sha256({fileHash} || '#' || {page}) ELSE {fileHash} END";
}
