namespace ImageAnalytics.Results.Tables;

/// <summary>A query gives more rows than a table may have.</summary>
internal sealed class TooManyRowsException(string message) : Exception(message);
