using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Turns stored pictures upright, by the eight orientations of EXIF (tag 274; TIFF 6.0, section 8).</summary>
internal static class Turning
{
    /// <summary>Returns the upright picture. Takes ownership of the stored one, which is returned itself when it stands upright.</summary>
    public static Mat Upright(Mat stored, int orientation)
    {
        if (orientation is < 2 or > 8)
        {
            return stored;
        }

        Mat upright = new();
        try
        {
            Turn(stored, upright, orientation);
            return upright;
        }
        catch
        {
            upright.Dispose();
            throw;
        }
        finally
        {
            stored.Dispose();
        }
    }

    private static void Turn(Mat stored, Mat upright, int orientation)
    {
        switch (orientation)
        {
            case 2:
                Cv2.Flip(stored, upright, FlipMode.Y);
                break;
            case 3:
                Cv2.Rotate(stored, upright, RotateFlags.Rotate180);
                break;
            case 4:
                Cv2.Flip(stored, upright, FlipMode.X);
                break;
            case 5:
                Cv2.Transpose(stored, upright);
                break;
            case 6:
                Cv2.Rotate(stored, upright, RotateFlags.Rotate90Clockwise);
                break;
            case 7:
                Cv2.Transpose(stored, upright);
                Cv2.Rotate(upright, upright, RotateFlags.Rotate180);
                break;
            default:
                Cv2.Rotate(stored, upright, RotateFlags.Rotate90Counterclockwise);
                break;
        }
    }
}
