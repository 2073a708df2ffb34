using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>How a kind of slide is laid out on a design.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Title">The title's placeholder; null when the layout has none, and the title is placed by hand.</param>
/// <param name="TitleBox">Where the title is, in points.</param>
/// <param name="Body">The placeholder for text; null when the layout has none.</param>
/// <param name="Area">Where content may stand.</param>
/// <param name="Footer">The footer's placeholder; null without one.</param>
/// <param name="Number">The slide number's placeholder; null without one.</param>
internal sealed record SlidePlan(TemplateLayout Layout, Placeholder? Title, BoundingBox TitleBox, Placeholder? Body, BoundingBox Area, Placeholder? Footer, Placeholder? Number);
