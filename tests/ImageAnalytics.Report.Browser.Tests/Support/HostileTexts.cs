namespace ImageAnalytics.Report.Browser.Tests.Support;

/// <summary>Names and labels that try to be something else than text.</summary>
internal static class HostileTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "\"><svg onload=alert(4)>", "' onmouseover='alert(5)",
        "javascript:alert(6)", "<!--", "--><script>alert(7)</script>", "<!--since--><b>x</b><!--/since-->", "]]></style><script>alert(8)</script>",
        "\u2028alert(9)\u2029", "\\u003cscript\\u003ealert(10)", "\");alert(11);(\"", "`${alert(12)}`", "__proto__", "constructor", "toString", "hasOwnProperty",
        "=HYPERLINK(\"http://x\",\"y\")", "gpj.\u202Eexe", "zero\u200Bwidth\uFEFF", "nul\0byte", "line\r\nbreak\ttab", "half \ud83d", "日本語 ☃ 𝒳", "&lt;b&gt;&amp;#60;",
        "%3Cscript%3E", "#label=1&q=<b>", "{{7*7}} @(1+1) <%= 1 %>", new string('W', 4000), "<iframe srcdoc='<script>alert(13)</script>'>", "<a href=//evil.example>x</a>",
    ];
}
