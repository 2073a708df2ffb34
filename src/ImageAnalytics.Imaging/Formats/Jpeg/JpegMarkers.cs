namespace ImageAnalytics.Imaging;

/// <summary>Second bytes of JPEG markers (ITU-T T.81, table B.1).</summary>
internal static class JpegMarkers
{
    public const byte Temporary = 0x01;
    public const byte FrameFirst = 0xC0;
    public const byte FrameExtended = 0xC1;
    public const byte FrameProgressive = 0xC2;
    public const byte FrameArithmetic = 0xC9;
    public const byte FrameArithmeticProgressive = 0xCA;
    public const byte HuffmanTable = 0xC4;
    public const byte JpegExtension = 0xC8;
    public const byte ArithmeticConditions = 0xCC;
    public const byte FrameLast = 0xCF;
    public const byte RestartFirst = 0xD0;
    public const byte RestartLast = 0xD7;
    public const byte Start = 0xD8;
    public const byte End = 0xD9;
    public const byte Scan = 0xDA;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App2 = 0xE2;
    public const byte App14 = 0xEE;
    public const byte App15 = 0xEF;
    public const byte JpegLsFrame = 0xF7;
    public const byte Comment = 0xFE;

    public static bool IsRestart(byte marker) => marker is >= RestartFirst and <= RestartLast;

    public static bool IsFrame(byte marker)
        => marker is >= FrameFirst and <= FrameLast && marker is not (HuffmanTable or JpegExtension or ArithmeticConditions);

    /// <summary>Whether the marker stands alone, without a length and content.</summary>
    public static bool IsAlone(byte marker) => IsRestart(marker) || marker is Temporary or Start or End;
}
