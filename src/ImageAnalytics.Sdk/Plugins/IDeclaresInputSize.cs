namespace ImageAnalytics.Sdk;

/// <summary>Optional ability of an <see cref="IAnalyzer"/>: lets the host decode pictures at a reduced scale.</summary>
public interface IDeclaresInputSize
{
    /// <summary>The size that the model looks at; null when it needs the full picture. Constant after opening.</summary>
    InputSize? InputSize { get; }
}
