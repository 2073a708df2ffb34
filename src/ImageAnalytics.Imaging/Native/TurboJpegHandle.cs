using System.Runtime.InteropServices;

namespace ImageAnalytics.Imaging;

/// <summary>Owns one TurboJPEG decoder. Used by one thread at a time.</summary>
internal sealed class TurboJpegHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => TurboJpeg.Destroy(handle) == 0;
}
