namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>The tokens of an expression.</summary>
internal enum WhereToken
{
    /// <summary>Something that has no meaning here.</summary>
    Unknown,
    Word,
    Number,
    Text,
    And,
    Or,
    Not,
    In,
    Between,
    Like,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Open,
    Close,
    Comma,
}
