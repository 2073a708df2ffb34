using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <content>Hair, beard and glasses.</content>
internal sealed partial class FacePainter
{
    private void BackHair()
    {
        Tint shade = _hair * 0.68f;
        float w = _wide;
        switch (_person.Hair)
        {
            case HairStyle.Long:
                _brush.Fill(Brush.Smooth(Mirrored([(0, -1.2f), (w * 0.8f, -1.05f), (w + 0.22f, -0.4f), (w + 0.27f, 0.5f), (w + 0.3f, 1.5f), (w * 0.6f, 1.75f)], -0.15f)), shade);
                break;
            case HairStyle.Wavy:
                _brush.Fill(Brush.Smooth(Mirrored([(0, -1.22f), (w * 0.85f, -1.05f), (w + 0.28f, -0.45f), (w + 0.2f, 0), (w + 0.4f, 0.4f), (w + 0.26f, 0.85f), (w + 0.44f, 1.25f), (w * 0.7f, 1.55f)], -0.15f)), shade);
                break;
            case HairStyle.Bob:
            case HairStyle.Fringe:
                _brush.Fill(Brush.Smooth(Mirrored([(0, -1.2f), (w * 0.8f, -1.05f), (w + 0.22f, -0.4f), (w + 0.3f, 0.35f), (w + 0.2f, 0.85f), (w * 0.5f, 0.92f)], -0.15f)), shade);
                break;
            case HairStyle.Curly:
                _brush.Fill(Curls(1.12f, 0.09f), shade);
                break;
            case HairStyle.Bun:
                _brush.Fill(FlatEllipse(0, -1.28f, 0.34f, 0.3f, -0.2f), shade);
                _brush.Fill(FlatEllipse(-0.03f, -1.31f, 0.27f, 0.22f, -0.2f), _hair, 0.9f, Unit * 0.03);
                break;
            default:
                break;
        }
    }

    private Point2f[] Curls(float radius, float depth)
    {
        Point2f[] points = new Point2f[96];
        for (int i = 0; i < points.Length; i++)
        {
            (float sin, float cos) = MathF.SinCos(MathF.Tau * i / points.Length);
            float r = radius + (depth * MathF.Abs(MathF.Sin(i * MathF.Tau * 10 / points.Length)));
            points[i] = _pose.Flat(cos * r * (_wide + 0.12f), (sin * r * 0.9f) - 0.42f, -0.1f);
        }

        return points;
    }

    private void FrontHair()
    {
        float w = _wide;
        Point2f[]? cap = _person.Hair switch
        {
            HairStyle.Buzz => Cap(1.05f, 0.02f, -0.2f, -0.6f, 0),
            HairStyle.Parted => Cap(1.2f, 0.08f, -0.12f, -0.58f, 0.32f),
            HairStyle.Quiff => Cap(1.36f, 0.07f, -0.15f, -0.66f, -0.12f),
            HairStyle.Curly => Cap(1.22f, 0.14f, -0.05f, -0.55f, 0),
            HairStyle.Bun => Cap(1.12f, 0.05f, -0.15f, -0.64f, 0),
            HairStyle.Fringe => Cap(1.2f, 0.12f, 0.3f, -0.3f, 0),
            HairStyle.Long or HairStyle.Wavy or HairStyle.Bob => Cap(1.16f, 0.1f, -0.4f, -0.74f, 0),
            _ => null,
        };
        if (cap is not null)
        {
            float opacity = _person.Hair == HairStyle.Buzz ? 0.86f : 1;
            _brush.Fill(cap, _hair, opacity, _person.Hair == HairStyle.Buzz ? Unit * 0.035 : 0);
        }

        if (_person.Hair is HairStyle.Long or HairStyle.Wavy or HairStyle.Bob)
        {
            Curtains(w, _person.Hair == HairStyle.Bob ? 0.8f : 1.35f);
        }

        if (_person.Hair is HairStyle.Fringe)
        {
            foreach (float side in (float[])[-1, 1])
            {
                _brush.Fill(Brush.Smooth([_pose.Flat(side * w * 0.9f, -0.4f), _pose.Flat(side * (w + 0.2f), -0.3f), _pose.Flat(side * (w + 0.24f), 0.4f), _pose.Flat(side * (w + 0.1f), 0.85f), _pose.Flat(side * w * 0.86f, 0.7f), _pose.Flat(side * w * 0.92f, 0.1f)]), _hair);
            }
        }

        if (_person.Hair is not (HairStyle.Bald or HairStyle.Buzz))
        {
            float top = _person.Hair == HairStyle.Quiff ? -1.14f : -0.98f;
            for (int i = 0; i < 3; i++)
            {
                float y = top + (i * 0.1f);
                _brush.Fill(Brush.Stroke([_pose.Flat(-w * 0.62f, y + 0.2f), _pose.Flat(-w * 0.2f, y), _pose.Flat(w * 0.3f, y + 0.01f), _pose.Flat(w * 0.66f, y + 0.22f)], Unit * 0.035f, 0.1f), i == 0 ? Lighter(_hair, 0.3f) : _hair * 0.7f, 0.5f, Unit * 0.012);
            }
        }
    }

    /// <summary>Hair on top of the head, from temple to temple.</summary>
    private Point2f[] Cap(float top, float side, float temple, float line, float part)
    {
        float w = _wide;
        List<Point2f> points =
        [
            _pose.Flat(-w - (side * 0.4f), temple), _pose.Flat(-w - side, -0.45f), _pose.Flat(-w * 0.78f, -top * 0.84f), _pose.Flat(part * -0.4f, -top),
            _pose.Flat(w * 0.78f, -top * 0.84f), _pose.Flat(w + side, -0.45f), _pose.Flat(w + (side * 0.4f), temple), _pose.Flat(w * 0.9f, temple - 0.08f),
        ];
        float high = line - (Math.Abs(part) * 0.35f);
        points.Add(_pose.Flat(w * 0.84f, (temple + line) / 2));
        points.Add(_pose.Flat(w * 0.62f, part > 0 ? line + 0.06f : line));
        points.Add(_pose.Flat(w * -part, part > 0 ? high - 0.1f : line - 0.05f));
        points.Add(_pose.Flat(-w * 0.62f, line));
        points.Add(_pose.Flat(-w * 0.84f, (temple + line) / 2));
        points.Add(_pose.Flat(-w * 0.9f, temple - 0.08f));
        return Brush.Smooth([.. points], 6);
    }

    private void Curtains(float w, float length)
    {
        float part = (_person.Traits[5] - 0.5f) * 0.5f;
        foreach (float side in (float[])[-1, 1])
        {
            float wave = _person.Hair == HairStyle.Wavy ? 0.09f : 0;
            Point2f[] strand = Brush.Smooth(
            [
                _pose.Flat(part - (side * 0.04f), -1.14f), _pose.Flat(side * w * 0.7f, -1.08f), _pose.Flat(side * (w + 0.2f), -0.5f),
                _pose.Flat(side * (w + 0.24f + wave), 0.1f), _pose.Flat(side * (w + 0.25f - wave), 0.55f), _pose.Flat(side * (w + 0.22f + wave), length),
                _pose.Flat(side * (w - 0.08f), length + 0.05f), _pose.Flat(side * (w - 0.02f - wave), 0.6f), _pose.Flat(side * (w * 0.93f), 0.05f),
                _pose.Flat(side * w * 0.86f, -0.42f), _pose.Flat(part + (side * w * 0.32f), -0.78f),
            ], 6);
            _brush.Fill(strand, _hair * (side * _lightSide > 0 ? 1.06f : 0.92f));
            _brush.Fill(Brush.Stroke([_pose.Flat(side * w * 0.75f, -0.85f), _pose.Flat(side * (w + 0.08f), -0.4f), _pose.Flat(side * (w + 0.12f + wave), 0.2f), _pose.Flat(side * (w + 0.1f), length * 0.85f)], Unit * 0.03f, 0.1f), _hair * 0.68f, 0.6f, Unit * 0.01);
        }
    }

    private void Beard(Mat face)
    {
        float w = _wide, mouth = _person.MouthHeight, tip = _person.EyeHeight + _person.NoseLength;
        Tint tint = _hair.Toward(_skin * 0.5f, 0.15f);
        if (_person.Beard is BeardStyle.Full or BeardStyle.Stubble)
        {
            List<Point2f> area = [];
            (float X, float Y)[] outer = [(w * 1.02f, -0.02f), (w * 1.01f, 0.3f), (((w + _person.Jaw) / 2) + 0.06f, 0.56f), (_person.Jaw + 0.02f, 0.8f), (_person.Chin + 0.02f, 1.06f), (0, 1.1f)];
            (float X, float Y)[] inner = [(0, tip + 0.12f), (0.2f, tip + 0.13f), (MouthCorner + 0.12f, mouth - 0.06f), (w * 0.72f, 0.26f), (w * 0.86f, -0.02f)];
            area.AddRange(outer.Select(p => _pose.Flat(p.X, p.Y)));
            area.AddRange(outer.Reverse().Skip(1).Select(p => _pose.Flat(-p.X, p.Y)));
            area.AddRange(inner.Reverse().Select(p => _pose.Skin(-p.X, p.Y)));
            area.AddRange(inner.Skip(1).Select(p => _pose.Skin(p.X, p.Y)));
            bool full = _person.Beard == BeardStyle.Full;
            _brush.Fill([.. area], tint, full ? 0.95f : 0.4f, Unit * (full ? 0.018 : 0.04), full ? null : face);
            return;
        }

        if (_person.Beard == BeardStyle.Goatee)
        {
            float reach = MouthCorner + 0.09f;
            Point2f[] around = Brush.Smooth([_pose.Skin(0, tip + 0.12f), _pose.Skin(reach * 0.7f, mouth - 0.14f), _pose.Skin(reach, mouth), _pose.Skin(reach * 0.8f, 0.8f), _pose.Flat(_person.Chin * 0.8f, 1.02f), _pose.Flat(0, 1.07f), _pose.Flat(-_person.Chin * 0.8f, 1.02f), _pose.Skin(-reach * 0.8f, 0.8f), _pose.Skin(-reach, mouth), _pose.Skin(-reach * 0.7f, mouth - 0.14f)]);
            _brush.Fill(around, tint, 0.94f, Unit * 0.02);
            _brush.Fill(Ellipse(0, mouth + 0.16f, MouthCorner * 0.75f, 0.05f), _skin, 0.8f, Unit * 0.02);
        }

        if (_person.Beard == BeardStyle.Moustache)
        {
            float y = mouth - _person.LipThickness - 0.04f;
            foreach (float side in (float[])[-1, 1])
            {
                _brush.Fill(Brush.Smooth([_pose.Skin(0, y - 0.04f, 0.05f), _pose.Skin(side * MouthCorner * 0.6f, y - 0.06f, 0.04f), _pose.Skin(side * (MouthCorner + 0.1f), y + 0.07f), _pose.Skin(side * MouthCorner * 0.6f, y + 0.05f, 0.04f), _pose.Skin(0, y + 0.03f, 0.05f)]), tint, 0.96f, Unit * 0.012);
            }
        }
    }

    private void Spectacles()
    {
        if (_person.Glasses == GlassesStyle.None)
        {
            return;
        }

        Tint tint = _person.Frame;
        float spacing = _person.EyeSpacing, y = _person.EyeHeight + 0.02f, half = Math.Min(spacing - 0.05f, _person.EyeWidth + 0.08f), thick = Unit * 0.045f;
        foreach (float side in (float[])[-1, 1])
        {
            Point2f At(float x, float dy) => _pose.Skin(side * (spacing + x), y + dy, 0.06f);
            float tall = half * 0.72f;
            Point2f[] lens = _person.Glasses switch
            {
                GlassesStyle.Round => Brush.Smooth([At(-half, 0), At(-half * 0.7f, -half * 0.7f), At(0, -half), At(half * 0.7f, -half * 0.7f), At(half, 0), At(half * 0.7f, half * 0.7f), At(0, half), At(-half * 0.7f, half * 0.7f)], 5),
                GlassesStyle.Square => Brush.Smooth([At(-half, -tall * 0.8f), At(-half * 0.8f, -tall), At(half * 0.9f, -tall), At(half * 1.08f, -tall * 0.8f), At(half, tall * 0.7f), At(half * 0.8f, tall), At(-half * 0.7f, tall), At(-half * 0.9f, tall * 0.7f)], 5),
                _ => Brush.Smooth([At(-half, -half * 0.6f), At(0, -half * 0.72f), At(half * 1.1f, -half * 0.6f), At(half * 0.95f, half * 0.45f), At(half * 0.2f, half), At(-half * 0.7f, half * 0.5f)], 6),
            };
            _brush.Fill(lens, new Tint(255, 250, 244), 0.14f);
            _brush.Fill(Brush.Stroke([At(-half * 0.3f, -tall * 0.7f), At(-half * 0.6f, tall * 0.2f)], Unit * 0.03f), new Tint(255, 255, 255), 0.35f, Unit * 0.01);
            _brush.Line(lens, true, tint, thick);
            _brush.Line([At(half, -half * 0.35f), _pose.Flat(side * (_wide + 0.02f), _person.EyeHeight - 0.02f)], false, tint, thick);
        }

        _brush.Line([_pose.Skin(-(spacing - half), y - 0.04f, 0.1f), _pose.Skin(0, y - 0.08f, 0.12f), _pose.Skin(spacing - half, y - 0.04f, 0.1f)], false, tint, thick);
    }
}
