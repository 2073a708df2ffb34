using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

public sealed partial class NativeSettingsTests
{
    [Fact]
    public void Settings_StandInTheProcessEnvironmentThatNativeCodeSees()
    {
        NativeSettings.Apply();
        Assert.Equal("150000000", NativeValue("OPENCV_IO_MAX_IMAGE_PIXELS"));
        Assert.Equal("SILENT", NativeValue("OPENCV_LOG_LEVEL"));
        Assert.Equal("1", NativeValue("OPENCV_FOR_THREADS_NUM"));
    }

    [Fact]
    public void Check_OnAMachineWithBothLibraries_LeavesOpenCvOneThread()
    {
        NativeSettings.Check();
        Assert.Equal(1, Cv2.GetNumThreads());
    }

    private static string? NativeValue(string name) => Marshal.PtrToStringUTF8(GetEnvironment(name));

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetEnvironment(string name);
}
