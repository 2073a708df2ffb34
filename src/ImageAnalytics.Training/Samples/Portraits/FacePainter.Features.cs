using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <content>Eyes, brows, nose and mouth.</content>
internal sealed partial class FacePainter
{
    private float MouthCorner => _person.MouthWidth * (1 + (0.16f * _expression.Smile) - (0.08f * _expression.MouthOpen));

    private float Lift => 0.07f * _expression.Smile;

    private Point2f NoseTip => _pose.Skin(0, _person.EyeHeight + _person.NoseLength, 0.12f);

    private void Eye(float side)
    {
        float width = _person.EyeWidth, open = width * _person.EyeOpen * _expression.EyesOpen * (1 - (0.18f * Math.Max(0, _expression.Smile)));
        float tilt = -side * _person.EyeTilt, x = side * _person.EyeSpacing, y = _person.EyeHeight;
        (float sin, float cos) = MathF.SinCos(tilt);
        Point2f At(float dx, float dy) => _pose.Skin(x + (dx * cos) - (dy * sin), y + (dy * cos) + (dx * sin));
        Point2f[] white = Brush.Smooth([At(-width, 0.01f), At(-width * 0.55f, -open * 0.86f), At(width * 0.1f, -open), At(width * 0.65f, -open * 0.7f), At(width, 0), At(width * 0.5f, open * 0.66f), At(-width * 0.45f, open * 0.7f)]);
        _brush.Fill(white, Tint.Rgb(246, 246, 248));
        using Mat clip = _brush.MaskOf(white);
        float look = _expression.LookX * width * 0.25f, iris = width * 0.56f;
        _brush.Fill(Ellipse(x + look, y - (open * 0.1f), iris, iris), _person.Iris * 0.55f, 1, 0, clip);
        _brush.Fill(Ellipse(x + look, y - (open * 0.1f), iris * 0.84f, iris * 0.84f), _person.Iris * 1.12f, 1, 0, clip);
        _brush.Fill(Ellipse(x + look, y - (open * 0.1f), iris * 0.46f, iris * 0.46f), new Tint(18, 16, 16), 1, 0, clip);
        _brush.Fill(Brush.Stroke([At(-width, 0), At(-width * 0.5f, -open * 0.8f), At(width * 0.2f, -open), At(width, 0)], Unit * 0.1f, 0.8f), new Tint(20, 22, 30), 0.35f, Unit * 0.02, clip);
        _brush.Fill(Ellipse(x + look + (iris * 0.32f), y - (open * 0.1f) - (iris * 0.34f), iris * 0.22f, iris * 0.22f), new Tint(255, 255, 255), 0.95f);
        Point2f[] lid = [At(-width * 1.04f, 0.015f), At(-width * 0.55f, -open * 0.88f), At(width * 0.1f, -open * 1.02f), At(width * 0.68f, -open * 0.7f), At(width * 1.1f, -0.01f)];
        _brush.Fill(Brush.Stroke(lid, Unit * 0.045f, 0.4f), _hair.Toward(new Tint(22, 20, 24), 0.75f) * 0.7f);
        _brush.Fill(Brush.Stroke([At(width * 0.9f, 0.01f), At(width * 0.45f, open * 0.68f), At(-width * 0.45f, open * 0.72f), At(-width * 0.9f, 0.02f)], Unit * 0.02f, 0.5f), _skin * 0.5f, 0.7f);
        float crease = open + 0.045f;
        _brush.Fill(Brush.Stroke([At(-width * 0.8f, -crease * 0.6f), At(0, -crease * 1.1f), At(width * 0.9f, -crease * 0.6f)], Unit * 0.018f, 0.3f), _skin * 0.55f, 0.6f);
    }

    private void Brow(float side)
    {
        float raise = 0.05f * _expression.Brows, spacing = _person.EyeSpacing, width = _person.EyeWidth;
        float y = _person.EyeHeight - _person.BrowHeight - raise, tilt = _person.BrowTilt, arch = _person.BrowArch;
        Point2f At(float along, float up) => _pose.Skin(side * (spacing + along), y - up + (tilt * -along));
        Tint tint = _hair.Toward(new Tint(40, 36, 40), 0.25f) * 0.85f;
        Point2f[] line = [At(-width * 1.05f, -arch * 0.5f), At(-width * 0.3f, arch * 0.4f), At(width * 0.5f, arch * 0.7f), At(width * 1.35f, -arch * 0.9f)];
        _brush.Fill(Brush.Stroke(line, Unit * _person.BrowThickness * 1.25f, 0.4f), tint, 0.94f, Unit * 0.008);
    }

    private void Nose(Mat face)
    {
        float top = _person.EyeHeight + 0.02f, tip = _person.EyeHeight + _person.NoseLength, width = _person.NoseWidth;
        width *= _person.NoseKind switch { 0 => 0.85f, 1 => 0.95f, _ => 1.2f };
        float dark = _lightSide > 0 ? -1 : 1;
        Tint shade = _skin * 0.66f;
        _brush.Fill(Brush.Smooth([_pose.Skin(dark * 0.05f, top, 0.05f), _pose.Skin(dark * width * 0.9f, tip, 0.02f), _pose.Skin(0, tip + 0.06f, 0.06f), _pose.Skin(0.01f, tip - 0.1f, 0.12f)]), shade, 0.42f, Unit * 0.03, face);
        if (_person.NoseKind == 1)
        {
            _brush.Fill(Brush.Stroke([_pose.Skin(dark * 0.07f, top - 0.06f, 0.03f), _pose.Skin(dark * 0.05f, top + 0.12f, 0.1f), _pose.Skin(dark * width * 0.6f, tip - 0.03f, 0.1f)], Unit * 0.03f, 0.4f), _skin * 0.5f, 0.75f);
        }

        _brush.Fill(Brush.Stroke([_pose.Skin(-width, tip - 0.03f), _pose.Skin(-width * 0.85f, tip + 0.05f), _pose.Skin(-width * 0.3f, tip + 0.055f, 0.06f), _pose.Skin(0, tip + 0.08f, 0.08f), _pose.Skin(width * 0.3f, tip + 0.055f, 0.06f), _pose.Skin(width * 0.85f, tip + 0.05f), _pose.Skin(width, tip - 0.03f)], Unit * 0.034f, 0.6f), _skin * 0.48f, 0.85f);
        foreach (float side in (float[])[-1, 1])
        {
            _brush.Fill(Ellipse(side * width * 0.5f, tip + 0.035f, width * 0.22f, 0.022f, 0.04f), _skin * 0.32f, 0.8f);
        }

        float ball = _person.NoseKind == 0 ? 0.075f : 0.05f;
        _brush.Fill(Ellipse(-dark * 0.02f, tip - 0.03f, ball, ball, 0.12f), Lighter(_skin, 0.5f), 0.5f, Unit * 0.025);
        _brush.Fill(Brush.Stroke([_pose.Skin(-dark * 0.015f, top + 0.02f, 0.08f), _pose.Skin(-dark * 0.015f, tip - 0.1f, 0.12f)], Unit * 0.05f), Lighter(_skin, 0.4f), 0.35f, Unit * 0.02);
    }

    private void Mouth()
    {
        float y = _person.MouthHeight, corner = MouthCorner, lift = Lift, lip = _person.LipThickness, open = 0.15f * _expression.MouthOpen;
        Tint lips = _skin.Toward(Tint.Rgb(186, 66, 74), 0.35f + (0.5f * _person.LipRed)) * 0.88f;
        Point2f At(float x, float dy) => _pose.Skin(x, y + dy, 0.02f);
        (Point2f left, Point2f right) = (At(-corner, -lift), At(corner, -lift));
        float sag = lift * 0.55f;
        Point2f[] whole =
        [
            left, At(-corner * 0.5f, -lip * 0.75f), At(-corner * 0.16f, -lip), At(0, -lip * 0.8f), At(corner * 0.16f, -lip), At(corner * 0.5f, -lip * 0.75f), right,
            At(corner * 0.55f, (lip * 0.95f) + sag + (open * 0.8f)), At(0, (lip * 1.3f) + sag + open), At(-corner * 0.55f, (lip * 0.95f) + sag + (open * 0.8f)),
        ];
        Point2f[] shape = Brush.Smooth(whole, 6);
        _brush.Fill(shape, lips);
        if (open > 0.01f)
        {
            Point2f[] inner = Brush.Smooth([At(-corner * 0.86f, -lift * 0.8f), At(0, sag * 0.2f), At(corner * 0.86f, -lift * 0.8f), At(corner * 0.5f, sag + (open * 0.8f)), At(0, sag + open), At(-corner * 0.5f, sag + (open * 0.8f))]);
            _brush.Fill(inner, Tint.Rgb(74, 22, 28));
            using Mat clip = _brush.MaskOf(inner);
            _brush.Fill(Brush.Smooth([At(-corner * 0.8f, -lift - 0.02f), At(corner * 0.8f, -lift - 0.02f), At(corner * 0.6f, (open * 0.35f) + (sag * 0.6f)), At(0, (open * 0.45f) + sag), At(-corner * 0.6f, (open * 0.35f) + (sag * 0.6f))]), Tint.Rgb(248, 246, 240), 1, 0, clip);
        }
        else
        {
            _brush.Fill(Brush.Stroke([left, At(-corner * 0.45f, sag * 0.7f), At(0, sag), At(corner * 0.45f, sag * 0.7f), right], Unit * 0.03f, 0.6f), lips * 0.42f);
        }

        _brush.Fill(Ellipse(0, y + lip + sag + open, corner * 0.35f, lip * 0.25f, 0.03f), Lighter(lips, 0.6f), 0.4f, Unit * 0.015);
        foreach (float side in (float[])[-1, 1])
        {
            _brush.Fill(Ellipse(side * corner * 1.03f, y - lift, 0.025f, 0.03f), _skin * 0.5f, 0.55f, Unit * 0.012);
            if (_expression.Smile > 0.35f)
            {
                float tip = _person.EyeHeight + _person.NoseLength;
                Point2f[] fold = [_pose.Skin(side * (_person.NoseWidth + 0.06f), tip), _pose.Skin(side * (corner + 0.08f), (tip + y) / 2), _pose.Skin(side * (corner + 0.09f), y - lift)];
                _brush.Fill(Brush.Stroke(fold, Unit * 0.024f, 0.2f), _skin * 0.58f, 0.6f * _expression.Smile);
            }
        }
    }
}
