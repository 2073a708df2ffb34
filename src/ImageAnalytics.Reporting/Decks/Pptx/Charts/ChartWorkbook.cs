using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes the workbook that lies in a deck behind each chart: categories in column A, a series in each column after it.</summary>
internal static partial class ChartWorkbook
{
    public const string SheetName = "Data";

    public static byte[] Make(DeckChart chart)
    {
        IReadOnlyList<string> categories = ChartText.Categories(chart), series = ChartText.Series(chart);
        using MemoryStream stream = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rId1");
            WorksheetPart sheet = workbook.AddNewPart<WorksheetPart>("rId1");
            SheetData data = new(Row(1, [Text(1, 0, chart.CategoryName), .. series.Select((s, i) => Text(1, i + 1, s))]));
            data.Append(categories.Select((c, row) => Row(row + 2, [Text(row + 2, 0, c), .. chart.Series.Select((s, i) => Number(row + 2, i + 1, s.Values[row]))])));
            sheet.Worksheet = new Worksheet(new Columns(new Column { Min = 1, Max = 1, Width = 36, CustomWidth = true }), data);
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = SheetName, SheetId = 1, Id = "rId1" }));
        }

        return DeterministicZip.Rewrite(stream);
    }

    /// <summary>The address of a cell.</summary>
    public static string Address(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>The letters of a column, counted from 0.</summary>
    public static string Column(int column) => column < 26 ? ((char)('A' + column)).ToString() : Column((column / 26) - 1) + Column(column % 26);

    /// <summary>A number as files have it.</summary>
    public static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Spreadsheets read <c>_x0041_</c> in a text as the character A; what is meant literally is written so that it stays.</summary>
    public static string Literal(string text) => Escape().Replace(text, "_x005F_");

    private static Row Row(int index, IEnumerable<OpenXmlElement> cells) => new(cells) { RowIndex = (uint)index };

    private static Cell Text(int row, int column, string text)
        => new(new InlineString(new Text(Literal(text)) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = Address(row, column), DataType = CellValues.InlineString };

    private static Cell Number(int row, int column, double value) => new(new CellValue(Invariant(value))) { CellReference = Address(row, column) };

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
