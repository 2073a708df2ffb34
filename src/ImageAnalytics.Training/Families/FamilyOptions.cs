namespace ImageAnalytics.Training.Families;

/// <summary>What a recipe's <c>network</c> says; each family has its own.</summary>
internal abstract record FamilyOptions
{
    /// <summary>How many parts the network has of which each may begin with weights of its own.</summary>
    public virtual int Parts => 1;
}
