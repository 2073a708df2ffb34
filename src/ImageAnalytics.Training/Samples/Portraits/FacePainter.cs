using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>Paints one person: shoulders, head and face, from back to front.</summary>
internal sealed partial class FacePainter
{
    // So far below a face that it is outside any picture: people have no lower end.
    private const float Floor = 30;
    private readonly Brush _brush;
    private readonly Person _person;
    private readonly Expression _expression;
    private readonly FacePose _pose;
    private readonly Outfit _outfit;
    private readonly float _lightSide, _wide;
    private readonly Point2f[] _outline;
    private readonly Tint _skin, _hair;

    private FacePainter(Mat picture, Person person, Expression expression, Outfit outfit, float lightSide, float x, float y, float size)
    {
        (_brush, _person, _expression, _outfit, _lightSide, _wide) = (new Brush(picture), person, expression, outfit, lightSide, person.FaceWidth);
        _pose = new FacePose(x, y, size, _wide, expression);
        (_skin, _hair) = (person.Skin, person.HairTint);
        _outline = Brush.Smooth(Mirrored([(0, -1), (_wide * 0.62f, -0.87f), (_wide, -0.42f), (_wide * 0.98f, 0.08f), ((_wide + person.Jaw) / 2 + 0.03f, 0.5f), (person.Jaw, 0.72f), (person.Chin, 0.95f), (0, 1)]));
    }

    /// <summary>Paints somebody.</summary>
    /// <param name="picture">CV_8UC3, changed.</param>
    /// <param name="person">Who.</param>
    /// <param name="expression">How they look.</param>
    /// <param name="outfit">What they wear.</param>
    /// <param name="lightSide">Where light comes from: -1 left to 1 right.</param>
    /// <param name="x">Column of the middle of the face.</param>
    /// <param name="y">Row of the middle of the face.</param>
    /// <param name="size">Half the height of the face in pixels.</param>
    /// <returns>Box (left, top, right, bottom) and the five points, in pixels of <paramref name="picture"/>.</returns>
    public static (float[] Box, Point2f[] Points) Paint(
        Mat picture, Person person, Expression expression, Outfit outfit, float lightSide, float x, float y, float size)
    {
        FacePainter painter = new(picture, person, expression, outfit, lightSide, x, y, size);
        painter.PaintAll();
        return painter.Truth();
    }

    private float Unit => _pose.Size;

    private void PaintAll()
    {
        BackHair();
        Body();
        Ears();
        using Mat face = _brush.MaskOf(_outline);
        Skin(face);
        Beard(face);
        Nose(face);
        Mouth();
        Marks(face);
        Eye(-1);
        Eye(1);
        Brow(-1);
        Brow(1);
        FrontHair();
        Spectacles();
    }

    private (float[] Box, Point2f[] Points) Truth()
    {
        float height = _person.MouthHeight, corner = MouthCorner;
        Point2f[] points =
        [
            _pose.Skin(-_person.EyeSpacing, _person.EyeHeight), _pose.Skin(_person.EyeSpacing, _person.EyeHeight), NoseTip,
            _pose.Skin(-corner, height - Lift), _pose.Skin(corner, height - Lift),
        ];
        Point2f[] face = [.. _outline, .. Mirrored([(_wide * 0.6f, -0.8f)])];
        float top = Mirrored([(_wide * 0.3f, -0.84f)]).Min(p => p.Y);
        return ([face.Min(p => p.X), Math.Max(top, face.Min(p => p.Y)), face.Max(p => p.X), face.Max(p => p.Y)], points);
    }

    /// <summary>Points of the outline on both sides: those given, then their mirror images back to the first.</summary>
    private Point2f[] Mirrored(ReadOnlySpan<(float X, float Y)> right, float depth = 0)
    {
        List<Point2f> points = [];
        foreach ((float x, float y) in right)
        {
            points.Add(_pose.Flat(x, y, depth));
        }

        for (int i = right.Length - 1; i >= 0; i--)
        {
            if (right[i].X != 0)
            {
                points.Add(_pose.Flat(-right[i].X, right[i].Y, depth));
            }
        }

        return [.. points];
    }

    private Point2f[] Ellipse(float x, float y, float width, float height, float @out = 0, float turn = 0)
    {
        Point2f[] points = new Point2f[24];
        (float sin, float cos) = MathF.SinCos(turn);
        for (int i = 0; i < points.Length; i++)
        {
            (float s, float c) = MathF.SinCos(MathF.Tau * i / points.Length);
            (float dx, float dy) = (c * width, s * height);
            points[i] = _pose.Skin(x + (dx * cos) - (dy * sin), y + (dy * cos) + (dx * sin), @out);
        }

        return points;
    }

    private Point2f[] FlatEllipse(float x, float y, float width, float height, float depth = 0)
    {
        Point2f[] points = new Point2f[24];
        for (int i = 0; i < points.Length; i++)
        {
            (float s, float c) = MathF.SinCos(MathF.Tau * i / points.Length);
            points[i] = _pose.Flat(x + (c * width), y + (s * height), depth);
        }

        return points;
    }

    private void Body()
    {
        Point2f middle = _pose.Flat(0, 0.2f, -0.2f);
        Point2f At(float x, float y) => new(middle.X + (x * Unit), middle.Y + ((y - 0.2f) * Unit));
        Point2f[] Both(params ReadOnlySpan<(float X, float Y)> right)
        {
            List<Point2f> points = [];
            foreach ((float x, float y) in right)
            {
                points.Add(At(x, y));
            }

            for (int i = right.Length - 1; i >= 0; i--)
            {
                points.Add(At(-right[i].X, right[i].Y));
            }

            return [.. points];
        }

        float neck = 0.3f + (_person.Jaw * 0.22f);
        Point2f[] body = Brush.Smooth(Both((0.3f, 1.32f), (0.75f, 1.48f), (1.35f, 1.68f), (1.72f, 2.1f), (1.85f, 3.4f)));
        _brush.Fill(body, _outfit.Cloth);
        _brush.Fill(Both((1.79f, 2.6f), (1.84f, 3.2f), (1.9f, Floor)), _outfit.Cloth);
        foreach (float side in (float[])[-1, 1])
        {
            _brush.Fill([At(side * 1.24f, 2.2f), At(side * 1.3f, 2.2f), At(side * 1.38f, 4.4f), At(side * 1.3f, 4.4f)], _outfit.Cloth * 0.72f, 0.5f, Unit * 0.04);
        }

        if (_outfit.Collar == 2)
        {
            _brush.Fill(Both((neck, 1.28f), (neck + 0.12f, 1.42f), (0.12f, 2.7f)), _outfit.Inner);
        }

        _brush.Fill(Brush.Smooth(Both((neck, 0.5f), (neck, 1.25f), (neck + 0.12f, 1.45f), (0.2f, 1.72f))), _skin * 0.9f);
        _brush.Fill(Brush.Smooth(Both((neck, 0.8f), (neck - 0.02f, 1.1f), (0.2f, 1.3f))), _skin * 0.6f, 0.6f, Unit * 0.07);
        if (_outfit.Collar > 0)
        {
            Tint collar = _outfit.Collar == 2 ? _outfit.Inner * 0.96f : _outfit.Cloth * 1.15f;
            foreach (float side in (float[])[-1, 1])
            {
                Point2f[] flap = [At(side * (neck + 0.02f), 1.18f), At(side * (neck + 0.2f), 1.38f), At(side * 0.36f, 1.86f), At(side * 0.03f, 1.66f)];
                _brush.Fill(flap, _outfit.Cloth * 0.5f, 0.5f, Unit * 0.04);
                _brush.Fill(flap, collar);
            }

            if (_outfit.Collar == 2)
            {
                foreach (float side in (float[])[-1, 1])
                {
                    _brush.Fill([At(side * (neck + 0.16f), 1.34f), At(side * (neck + 0.42f), 1.46f), At(side * 0.62f, 2.1f), At(side * 0.1f, 2.75f)], _outfit.Cloth * 0.8f);
                }
            }
        }
        else
        {
            _brush.Fill(Brush.Stroke([At(-neck - 0.16f, 1.42f), At(-0.2f, 1.7f), At(0.2f, 1.7f), At(neck + 0.16f, 1.42f)], Unit * 0.1f, 0.9f), _outfit.Cloth * 0.82f);
        }
    }

    private void Ears()
    {
        bool covered = _person.Hair is HairStyle.Bob or HairStyle.Long or HairStyle.Wavy or HairStyle.Fringe;
        foreach (float side in (float[])[-1, 1])
        {
            float size = _person.EarSize, x = side * (_wide + (size * 0.15f)), y = 0.06f;
            _brush.Fill(FlatEllipse(x, y, size * 0.62f, size * 1.15f, -0.1f), _skin * 0.92f);
            _brush.Fill(FlatEllipse(x + (side * size * 0.08f), y, size * 0.34f, size * 0.75f, -0.1f), _skin * 0.74f, 0.7f, Unit * 0.02);
            if (_person.Earrings && !covered)
            {
                _brush.Fill(FlatEllipse(x, y + (size * 1.3f), 0.055f, 0.065f, -0.1f), Tint.Rgb(236, 200, 96));
            }
        }
    }

    private void Skin(Mat face)
    {
        _brush.Fill(_outline, _skin);
        float dark = -_lightSide;
        _brush.Fill(FlatEllipse(dark * (_wide * 1.05f), 0.15f, _wide * 0.55f, 1.0f), _skin * 0.7f, 0.55f * Math.Abs(_lightSide), Unit * 0.2, face);
        _brush.Fill(FlatEllipse(0, 1.12f, 0.7f, 0.3f), _skin * 0.72f, 0.45f, Unit * 0.1, face);
        _brush.Fill(Ellipse(_lightSide * 0.2f, -0.5f, 0.34f, 0.2f), Lighter(_skin, 0.45f), 0.35f, Unit * 0.12, face);
        foreach (float side in (float[])[-1, 1])
        {
            Tint blush = new(_skin.B * 0.72f, _skin.G * 0.68f, Math.Min(255, _skin.R * 1.03f));
            _brush.Fill(Ellipse(side * _wide * 0.58f, 0.27f, 0.2f, 0.14f), blush, 0.42f, Unit * 0.08, face);
            _brush.Fill(Ellipse(side * _person.EyeSpacing, _person.EyeHeight, _person.EyeWidth * 1.5f, 0.15f), _skin * 0.74f, 0.4f, Unit * 0.06, face);
        }
    }

    private static Tint Lighter(Tint tint, float share) => tint.Toward(new Tint(255, 255, 255), share);

    private void Marks(Mat face)
    {
        if (_person.Freckles)
        {
            for (int i = 0; i < 22; i++)
            {
                float side = (i & 1) == 0 ? -1 : 1, spread = (i / 2 * 0.618f) % 1;
                float x = side * (0.1f + (0.36f * spread)), y = 0.14f + (0.2f * ((i * 0.377f + _person.LipRed) % 1));
                _brush.Fill(Ellipse(x, y, 0.017f, 0.015f), _skin.Toward(Tint.Rgb(120, 66, 34), 0.7f), 0.8f, 0, face);
            }
        }

        (float mx, float my) = _person.Mole switch
        {
            1 => (-0.38f, 0.36f),
            2 => (0.3f, 0.56f),
            3 => (0.42f, 0.2f),
            _ => (-0.24f, 0.74f),
        };
        if (_person.Mole > 0)
        {
            _brush.Fill(Ellipse(mx, my, 0.036f, 0.036f), _skin * 0.28f, 0.95f, 0, face);
        }
    }
}
