namespace ImageAnalytics.Inference.Decoding;

/// <summary>Makes the decoder that fits how a two-stage network is stored.</summary>
internal static class TwoStage
{
    /// <summary>The decoder for a network in parts, or for a whole one.</summary>
    public static IOutputDecoder Make(DecoderParameters parameters)
    {
        TwoStageParameters twoStage = (TwoStageParameters)parameters;
        return twoStage.Whole is null ? new TwoStageDecoder(twoStage) : new WholeTwoStageDecoder(twoStage);
    }
}
