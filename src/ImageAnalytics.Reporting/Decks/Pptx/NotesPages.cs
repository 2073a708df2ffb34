using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using A = DocumentFormat.OpenXml.Drawing;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Writes speaker notes.</summary>
internal static class NotesPages
{
    public const string MasterRelationship = "rIdNotes1";

    private const int LongestParagraph = 600;

    /// <summary>Adds the master of all notes.</summary>
    public static NotesMasterPart AddMaster(PresentationPart presentation)
    {
        NotesMasterPart master = presentation.AddNewPart<NotesMasterPart>(MasterRelationship);
        DesignParts.Feed(master, BuiltInTemplate.Document("notes-master"));
        DesignParts.Feed(master.AddNewPart<ThemePart>("rId1"), BuiltInTemplate.Document("theme"));
        return master;
    }

    /// <summary>Adds the notes of a slide.</summary>
    public static void Add(SlidePart slide, NotesMasterPart master, IReadOnlyList<string> notes)
    {
        NotesSlidePart part = slide.AddNewPart<NotesSlidePart>("rIdNotes");
        part.AddPart(master, "rId1");
        part.AddPart(slide, "rId2");
        A.Paragraph[] paragraphs = [.. notes.Select(n => Paragraphs.Inherited(Shown(n)))];
        part.NotesSlide = new NotesSlide(
            new CommonSlideData(new ShapeTree(
                new NonVisualGroupShapeProperties(new NonVisualDrawingProperties { Id = 1, Name = "" }, new NonVisualGroupShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
                new GroupShapeProperties(),
                new Shape(
                    new NonVisualShapeProperties(
                        new NonVisualDrawingProperties { Id = 2, Name = "Slide picture 1" },
                        new NonVisualShapeDrawingProperties(new A.ShapeLocks { NoGrouping = true, NoRotation = true, NoChangeAspect = true }),
                        new ApplicationNonVisualDrawingProperties(new PlaceholderShape { Type = PlaceholderValues.SlideImage })),
                    new ShapeProperties()),
                new Shape(
                    new NonVisualShapeProperties(
                        new NonVisualDrawingProperties { Id = 3, Name = "Notes 2" },
                        new NonVisualShapeDrawingProperties(new A.ShapeLocks { NoGrouping = true }),
                        new ApplicationNonVisualDrawingProperties(new PlaceholderShape { Type = PlaceholderValues.Body, Index = 1 })),
                    new ShapeProperties(),
                    new TextBody([new A.BodyProperties(), new A.ListStyle(), .. paragraphs.Length > 0 ? paragraphs : [new A.Paragraph()]])))),
            new ColorMapOverride(new A.MasterColorMapping()));
    }

    /// <summary>A paragraph of notes as it is written.</summary>
    public static string Shown(string note)
    {
        string text = DeckText.Of(note);
        return text.Length > LongestParagraph ? string.Concat(text.EnumerateRunes().Take(LongestParagraph)) + "…" : text;
    }
}
