using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>What an exception from OpenCV means for the file that was being decoded or turned.</summary>
internal static class DecoderFaults
{
    public static ImageFailure Explain(Exception fault, Inspection found)
    {
        string name = ImageFormats.NameOf(found.Format), size = $"{found.Width} x {found.Height} pixels";
        if (Has(fault, "CV_IO_MAX_IMAGE"))
        {
            return new ImageFailure(FailureClasses.TooLarge, $"The {name} picture of {size} is larger than OpenCV's own limit.");
        }

        return fault is IOException || Has(fault, "Insufficient memory") || Has(fault, "Failed to allocate")
            ? new ImageFailure(FailureClasses.OutOfMemory, $"There is not enough memory for the {name} picture of {size}.")
            : new ImageFailure(FailureClasses.Damaged, $"The {name} file is damaged, and nothing of it could be decoded: {fault.Message.Trim()}");
    }

    private static bool Has(Exception fault, string part) => fault.Message.Contains(part, StringComparison.OrdinalIgnoreCase);
}
