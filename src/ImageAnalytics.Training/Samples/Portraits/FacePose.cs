using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>Where a head is in a picture: places of the face become pixels.</summary>
internal readonly struct FacePose
{
    private readonly float _x, _y, _size, _sinYaw, _cosYaw, _sinPitch, _cosPitch, _sinRoll, _cosRoll, _width;

    /// <summary>Puts a head into a picture.</summary>
    /// <param name="x">Column of its middle, in pixels.</param>
    /// <param name="y">Row of its middle, in pixels.</param>
    /// <param name="size">Half the height of the face in pixels.</param>
    /// <param name="faceWidth">Half the width of the face in half-heights.</param>
    /// <param name="expression">How it is turned.</param>
    public FacePose(float x, float y, float size, float faceWidth, Expression expression)
    {
        (_x, _y, _size, _width) = (x, y, size, faceWidth);
        (_sinYaw, _cosYaw) = MathF.SinCos(expression.Yaw);
        (_sinPitch, _cosPitch) = MathF.SinCos(expression.Pitch);
        (_sinRoll, _cosRoll) = MathF.SinCos(expression.Roll);
    }

    /// <summary>Pixels of a half-height of the face.</summary>
    public float Size => _size;

    /// <summary>A place on the skin, <paramref name="out"/> before it.</summary>
    /// <param name="x">Right of the face's middle.</param>
    /// <param name="y">Below it.</param>
    /// <param name="out">Towards the camera.</param>
    public Point2f Skin(float x, float y, float @out = 0)
    {
        float square = 1 - (x * x / (_width * _width) * 0.85f) - (y * y * 0.7f);
        return Space(x, y, (0.62f * MathF.Sqrt(Math.Max(0, square))) + @out);
    }

    /// <summary>A place on the outline of the head, which turns little.</summary>
    public Point2f Flat(float x, float y, float depth = 0) => Space(x, y, depth);

    private Point2f Space(float x, float y, float z)
    {
        (float tx, float tz) = ((x * (0.25f + (0.75f * _cosYaw))) + (z * _sinYaw), (z * _cosYaw) - (x * _sinYaw));
        float ty = (y * (0.25f + (0.75f * _cosPitch))) + (tz * _sinPitch);
        return new Point2f(_x + (_size * ((tx * _cosRoll) - (ty * _sinRoll))), _y + (_size * ((ty * _cosRoll) + (tx * _sinRoll))));
    }
}
