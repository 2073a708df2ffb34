using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Writes a deck as a presentation file.</summary>
internal static class PptxWriter
{
    /// <summary>Makes the file.</summary>
    /// <param name="content">What to show.</param>
    /// <param name="pictures">The pictures, encoded.</param>
    /// <param name="template">The design.</param>
    /// <returns>The file's bytes; equal arguments give equal bytes.</returns>
    public static byte[] Write(DeckContent content, IReadOnlyDictionary<DeckPicture, EncodedPicture?> pictures, DeckTemplate template)
    {
        using MemoryStream stream = new();
        using (PresentationDocument document = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            PresentationPart presentation = document.AddPresentationPart();
            document.ChangeIdOfPart(presentation, "rId1");
            DesignParts design = DesignParts.Add(presentation, template);
            NotesMasterPart notesMaster = NotesPages.AddMaster(presentation);
            SlideFiller filler = new(pictures, new SlidePlanner(template), content.Footer);
            SlideIdList slides = new();
            foreach ((int i, DeckSlide slide) in content.Slides.Index())
            {
                string id = $"rIdSlide{i + 1}";
                SlidePart part = presentation.AddNewPart<SlidePart>(id);
                filler.Fill(part, slide, design);
                NotesPages.Add(part, notesMaster, slide.Notes);
                slides.Append(new SlideId { Id = 256 + (uint)i, RelationshipId = id });
            }

            presentation.Presentation = Presentation(template, slides);
            DocumentProperties.Add(document, content);
        }

        return DeterministicZip.Rewrite(stream);
    }

    private static Presentation Presentation(DeckTemplate template, SlideIdList slides)
    {
        Presentation presentation = new(
            new SlideMasterIdList(new SlideMasterId { Id = DesignParts.MasterId, RelationshipId = DesignParts.MasterRelationship }),
            new NotesMasterIdList(new NotesMasterId { Id = NotesPages.MasterRelationship }),
            slides,
            new SlideSize { Cx = (int)template.WidthEmu, Cy = (int)template.HeightEmu },
            new NotesSize { Cx = 6_858_000, Cy = 9_144_000 })
        {
            SaveSubsetFonts = true,
        };
        if (template.DefaultTextStyle is { } style)
        {
            presentation.Append(new DefaultTextStyle(style.ToString(System.Xml.Linq.SaveOptions.DisableFormatting)));
        }

        return presentation;
    }
}
