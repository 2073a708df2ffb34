using ImageAnalytics.Report.Browser.Tests.Support;

[assembly: AssemblyFixture(typeof(Chromium))]
