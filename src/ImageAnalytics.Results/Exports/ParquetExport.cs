namespace ImageAnalytics.Results.Exports;

/// <summary>Writes a run as two Parquet files, <c>images.parquet</c> and <c>observations.parquet</c>, for data tools. Text is raw.</summary>
internal static class ParquetExport
{
    public static void Write(RunReader reader, string folder)
    {
        reader.CopyToParquet(
            """
            SELECT ordinal, path, page, folder, full_path, sha256, bytes, width, height, taken_at, camera, status, failure, message FROM image ORDER BY ordinal
            """,
            Path.Combine(folder, "images.parquet"));
        reader.CopyToParquet(
            $"""
            SELECT i.ordinal, i.path, i.sha256, st.id || '#' || s.number AS id, st.id AS step, st.plugin, st.model, s.kind, s.label, s.confidence,
              s.x, s.y, s.box_width AS width, s.box_height AS height, s.rank, st.parent || '#' || s.parent AS parent,
              s.mask_width, s.mask_height, s.mask_area AS area, s.mask, s.embedding, s.detail
            {RunReader.ObservationTables} ORDER BY i.ordinal, st.position, s.number
            """,
            Path.Combine(folder, "observations.parquet"));
    }
}
