namespace ImageAnalytics.Training.Families;

/// <summary>What a recipe's <c>network</c> says; each family has its own.</summary>
internal abstract record FamilyOptions;
