using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Chooses layouts of a design and the parts of a slide that content may fill.</summary>
internal sealed class SlidePlanner
{
    private const double Margin = 0.05, Gap = 6, LeastShare = 0.4;
    private readonly double _width, _height;

    public SlidePlanner(DeckTemplate template)
    {
        (_width, _height) = (template.Width, template.Height);
        Dictionary<TemplateLayout, IReadOnlyList<Placeholder>> layouts = template.Layouts.ToDictionary(l => l, l => PlaceholderReader.Read(template, l));
        TemplateLayout content = Best(layouts, "obj", p => p.Any(x => x.Type == "title") && p.Count(x => x.IsBody) == 1 && p.Single(x => x.IsBody).Type != "subTitle")
            ?? layouts.Keys.FirstOrDefault(l => layouts[l].Any(p => p.IsTitle)) ?? template.Layouts[0];
        TemplateLayout only = Best(layouts, "titleOnly", p => !p.Any(x => x.IsBody) && p.Any(x => x.IsTitle)) ?? content;
        TemplateLayout title = Best(layouts, "title", p => p.Any(x => x.IsTitle) && p.Any(x => x.Type == "subTitle")) ?? content;
        Placeholder? area = layouts[content].FirstOrDefault(p => p.IsBody);
        (Title, Content, Only) = (Plan(title, layouts[title], area), Plan(content, layouts[content], area), Plan(only, layouts[only], area));
        Ink = area?.Colour ?? ShapeColour.Text;
        Emphasis = template == BuiltInTemplate.Instance ? ShapeColour.Accent : Ink;
        Scale = Math.Clamp(Math.Min(_width / 720, _height / 540), 0.5, 4);
    }

    /// <summary>For the first slide.</summary>
    public SlidePlan Title { get; }

    /// <summary>For a title over text.</summary>
    public SlidePlan Content { get; }

    /// <summary>For a title over graphics.</summary>
    public SlidePlan Only { get; }

    /// <summary>The colour of texts in the content of a slide.</summary>
    public ShapeColour Ink { get; }

    /// <summary>The colour of large figures and heads of tables: a company's accents are not always seen on its background, its texts are.</summary>
    public ShapeColour Emphasis { get; }

    /// <summary>How much of a slide its content may fill, 0 to 1.</summary>
    public double ContentShare => Only.Area.Area / (_width * _height);

    /// <summary>How much larger texts and gaps are than on a slide of 720 by 540 points.</summary>
    public double Scale { get; }

    // A layout says its kind; one that a company drew itself often does not, and is known by its placeholders.
    private static TemplateLayout? Best(Dictionary<TemplateLayout, IReadOnlyList<Placeholder>> layouts, string type, Func<IReadOnlyList<Placeholder>, bool> has)
        => layouts.Keys.FirstOrDefault(l => l.Type == type && has(layouts[l])) ?? layouts.Keys.FirstOrDefault(l => has(layouts[l]));

    private SlidePlan Plan(TemplateLayout layout, IReadOnlyList<Placeholder> placeholders, Placeholder? area)
    {
        Placeholder? title = placeholders.FirstOrDefault(p => p.IsTitle && !p.IsTurned);
        BoundingBox titleBox = title?.Box ?? new BoundingBox(_width * Margin, _height * Margin, _width * (1 - (2 * Margin)), _height * 0.12);
        Placeholder? footer = Foot(placeholders, "ftr"), number = Foot(placeholders, "sldNum");
        return new SlidePlan(layout, title, titleBox, placeholders.FirstOrDefault(p => p.IsBody && !p.IsTurned), Area(titleBox, area, footer, number), footer, number);
    }

    private Placeholder? Foot(IReadOnlyList<Placeholder> placeholders, string type)
        => placeholders.FirstOrDefault(p => p.Type == type && !p.IsTurned && p.Box.Y > _height / 2);

    // Where the layout puts its content, kept clear of title and foot; all below the title when that leaves too little.
    private BoundingBox Area(BoundingBox title, Placeholder? body, Placeholder? footer, Placeholder? number)
    {
        double bottom = _height * (1 - Margin);
        foreach (Placeholder foot in new[] { footer, number }.OfType<Placeholder>())
        {
            bottom = Math.Min(bottom, foot.Box.Y - Gap);
        }

        double top = title.Y < _height / 2 ? title.Bottom + Gap : _height * Margin;
        BoundingBox below = BoundingBox.FromXyxy(_width * Margin, top, _width * (1 - Margin), Math.Max(bottom, top + (_height * 0.2)));
        if (body is null)
        {
            return below;
        }

        BoundingBox area = body.Box.ClipTo(_width, _height);
        bool beside = area.X >= title.Right || area.Right <= title.X;
        area = BoundingBox.FromXyxy(area.X, beside ? area.Y : Math.Max(area.Y, top), area.Right, Math.Min(area.Bottom, bottom));
        return area.Width >= _width * LeastShare && area.Height >= _height * LeastShare ? area : below;
    }
}
