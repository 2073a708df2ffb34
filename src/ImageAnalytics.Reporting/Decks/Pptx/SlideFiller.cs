using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using ImageAnalytics.Sdk;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Fills slides, each kind in its way.</summary>
/// <param name="pictures">The pictures, encoded.</param>
/// <param name="planner">The design's layouts.</param>
/// <param name="footer">What stands at the foot.</param>
internal sealed class SlideFiller(IReadOnlyDictionary<DeckPicture, EncodedPicture?> pictures, SlidePlanner planner, string footer)
{
    private const double RemarkSize = 11, CaptionSize = 10;

    /// <summary>Fills a slide.</summary>
    public void Fill(SlidePart part, DeckSlide slide, DesignParts design)
    {
        SlidePlan plan = slide switch { TitleSlide => planner.Title, FiguresSlide => planner.Content, _ => planner.Only };
        part.AddPart(design[plan.Layout], "rIdLayout");
        SlideCanvas canvas = new(part, plan, planner);
        canvas.AddTitle(slide.Title);
        switch (slide)
        {
            case TitleSlide title:
                FillTitle(canvas, title);
                break;
            case FiguresSlide figures:
                FiguresPart.Fill(canvas, figures);
                break;
            case ChartSlide chart:
                canvas.Tree.Append(ChartFrame.Make(canvas, chart.Chart, WithRemark(canvas, chart.Remark), "rIdChart"));
                break;
            case TableSlide table:
                canvas.Tree.Append(TableFrame.Make(canvas, table.Table, WithRemark(canvas, table.Remark)));
                break;
            case PicturesSlide shown:
                FillPictures(canvas, shown);
                break;
        }

        if (slide is not TitleSlide)
        {
            canvas.AddFoot(footer);
        }

        part.Slide = new Slide(new CommonSlideData(canvas.Tree), new ColorMapOverride(new A.MasterColorMapping()));
    }

    private static void FillTitle(SlideCanvas canvas, TitleSlide slide)
    {
        string[] lines = [.. new[] { slide.Problem }.Concat(slide.Facts).Select(DeckText.Of).Where(l => l.Length > 0)];
        if (lines.Length == 0)
        {
            return;
        }

        BoundingBox box = canvas.Plan.Body?.Box ?? canvas.Plan.Area;
        double size = Math.Min(canvas.Plan.Body?.Size ?? 20, 24 * canvas.Scale), height = box.Height / lines.Length;
        IEnumerable<A.Paragraph> paragraphs = lines.Select((l, i) =>
        {
            FittedText fitted = FittedText.In(l, box.Width - (2 * Placeholder.Inset), height - Placeholder.Inset, i == 0 ? size : size * 0.75, 9 * canvas.Scale);
            return canvas.Plan.Body is null ? Paragraphs.Of(fitted.Text, new TextStyle(fitted.Size, Colour: canvas.Ink)) : Paragraphs.Inherited(fitted.Text, fitted.Size, canvas.Plan.Body);
        });
        if (canvas.Plan.Body is { } body)
        {
            canvas.AddPlaceholder("Subtitle", SlideCanvas.Of(body, body.Type == "subTitle" ? PlaceholderValues.SubTitle : body.Type == "body" ? PlaceholderValues.Body : null), null, paragraphs);
        }
        else
        {
            canvas.AddText("Subtitle", box, paragraphs);
        }
    }

    // The remark stands at the bottom; what is above it is left for the content.
    private static BoundingBox WithRemark(SlideCanvas canvas, string remark)
    {
        BoundingBox area = canvas.Plan.Area;
        if (remark.Length == 0)
        {
            return area;
        }

        double size = RemarkSize * canvas.Scale, height = size * 1.5;
        string text = TextFit.End(DeckText.Of(remark), area.Width, size);
        canvas.AddText("Remark", new BoundingBox(area.X, area.Bottom - height, area.Width, height), [Paragraphs.Of(text, new TextStyle(size, Colour: canvas.Soft))], A.TextAnchoringTypeValues.Bottom);
        return area with { Height = area.Height - height - (4 * canvas.Scale) };
    }

    private void FillPictures(SlideCanvas canvas, PicturesSlide slide)
    {
        double size = CaptionSize * canvas.Scale, height = size * 1.4;
        IReadOnlyList<(BoundingBox Picture, BoundingBox Caption)> places = PictureGrid.Share(slide.Pictures, canvas.Plan.Area, height);
        foreach ((int i, DeckPicture picture) in slide.Pictures.Index())
        {
            (BoundingBox box, BoundingBox caption) = places[i];
            if (pictures[picture] is { } encoded)
            {
                string id = $"rIdPicture{i + 1}";
                ImagePart image = canvas.Part.AddNewPart<ImagePart>("image/jpeg", id);
                using MemoryStream bytes = new(encoded.Jpeg);
                image.FeedData(bytes);
                canvas.Tree.Append(PictureGroup.Make(canvas, picture, id, box));
            }
            else
            {
                canvas.Tree.Append(ShapeFactory.Form(
                    canvas.Next("Missing picture"), box, A.ShapeTypeValues.Rectangle, canvas.Ink.At(0.05), canvas.Ink.At(0.3), 0.75,
                    [Paragraphs.Of("not available", new TextStyle(size, Colour: canvas.Soft, Align: TextAlign.Centre))]));
            }

            string text = TextFit.Middle(DeckText.Of(picture.Caption), caption.Width, size);
            canvas.AddText("Caption", caption, [Paragraphs.Of(text, new TextStyle(size, Colour: canvas.Soft, Align: TextAlign.Centre))]);
        }
    }
}
