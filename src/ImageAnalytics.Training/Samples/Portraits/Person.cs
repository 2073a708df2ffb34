namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>A made-up person: everything about a face that stays from picture to picture. Lengths are in half-heights of the face.</summary>
internal sealed class Person
{
    private static readonly Tint[] s_skins =
    [
        Tint.Rgb(250, 222, 202), Tint.Rgb(240, 200, 170), Tint.Rgb(222, 174, 136), Tint.Rgb(198, 144, 106), Tint.Rgb(160, 108, 74), Tint.Rgb(118, 76, 52), Tint.Rgb(84, 54, 40),
    ];

    private static readonly Tint[] s_hair =
    [
        Tint.Rgb(32, 26, 26), Tint.Rgb(62, 42, 32), Tint.Rgb(104, 68, 42), Tint.Rgb(146, 84, 46), Tint.Rgb(196, 150, 84), Tint.Rgb(228, 202, 148),
        Tint.Rgb(142, 142, 146), Tint.Rgb(216, 216, 218), Tint.Rgb(168, 62, 34), Tint.Rgb(72, 78, 148),
    ];

    private static readonly Tint[] s_eyes =
        [Tint.Rgb(70, 44, 28), Tint.Rgb(112, 74, 38), Tint.Rgb(96, 118, 64), Tint.Rgb(78, 128, 168), Tint.Rgb(120, 140, 150), Tint.Rgb(54, 94, 74)];

    private static readonly Tint[] s_frames =
        [Tint.Rgb(30, 30, 34), Tint.Rgb(112, 66, 34), Tint.Rgb(160, 34, 46), Tint.Rgb(38, 70, 128), Tint.Rgb(150, 150, 156), Tint.Rgb(196, 156, 74)];

    /// <summary>Draws the numbers that make a person.</summary>
    public Person(SampleRandom random)
    {
        for (int i = 0; i < Traits.Length; i++)
        {
            Traits[i] = (float)random.Next();
        }

        (SkinIndex, HairIndex, EyeIndex, FrameIndex) = (random.Whole(0, s_skins.Length - 1), random.Whole(0, s_hair.Length - 1), random.Whole(0, s_eyes.Length - 1), random.Whole(0, s_frames.Length - 1));
        Hair = (HairStyle)random.Whole(0, 9);
        bool bearded = Hair < HairStyle.Bob && random.Chance(0.55);
        BeardStyle beard = (BeardStyle)random.Whole(1, 4);
        Beard = bearded ? beard : BeardStyle.None;
        GlassesStyle glasses = (GlassesStyle)random.Whole(1, 3);
        Glasses = random.Chance(0.4) ? glasses : GlassesStyle.None;
        (Freckles, Earrings) = (random.Chance(0.2), Beard == BeardStyle.None && random.Chance(0.35));
        Mole = random.Chance(0.35) ? random.Whole(1, 4) : 0;
        NoseKind = random.Whole(0, 2);
    }

    /// <summary>The numbers behind the measures, each from 0 to 1.</summary>
    public float[] Traits { get; } = new float[20];

    private int SkinIndex { get; }

    private int HairIndex { get; }

    private int EyeIndex { get; }

    private int FrameIndex { get; }

    /// <summary>Hair.</summary>
    public HairStyle Hair { get; }

    public BeardStyle Beard { get; }

    public GlassesStyle Glasses { get; }

    public bool Freckles { get; }

    public bool Earrings { get; }

    /// <summary>Where a mole sits, 1 to 4; 0 for none.</summary>
    public int Mole { get; }

    /// <summary>Button, long or broad: 0 to 2.</summary>
    public int NoseKind { get; }

    public Tint Skin => s_skins[SkinIndex].Toward(SkinIndex < s_skins.Length - 1 ? s_skins[SkinIndex + 1] : s_skins[^2], Traits[0] * 0.5f);

    public Tint HairTint => s_hair[HairIndex];

    public Tint Iris => s_eyes[EyeIndex];

    public Tint Frame => s_frames[FrameIndex];

    public float FaceWidth => Range(1, 0.66f, 0.84f);

    public float Jaw => Range(2, 0.44f, 0.72f);

    public float Chin => Range(3, 0.16f, 0.36f);

    public float EyeSpacing => Range(4, 0.27f, 0.38f);

    public float EyeWidth => Range(5, 0.115f, 0.17f);

    public float EyeOpen => Range(6, 0.36f, 0.66f);

    public float EyeTilt => Range(7, -0.22f, 0.24f);

    public float EyeHeight => Range(8, -0.12f, 0.02f);

    public float BrowThickness => Range(9, 0.03f, 0.09f);

    public float BrowArch => Range(10, 0.0f, 0.12f);

    public float BrowTilt => Range(11, -0.25f, 0.25f);

    public float BrowHeight => Range(12, 0.16f, 0.27f);

    public float NoseLength => Range(13, 0.28f, 0.44f);

    public float NoseWidth => Range(14, 0.09f, 0.19f);

    public float MouthWidth => Range(15, 0.2f, 0.34f);

    public float LipThickness => Range(16, 0.035f, 0.1f);

    public float MouthHeight => Range(17, 0.5f, 0.6f);

    public float EarSize => Range(18, 0.13f, 0.22f);

    public float LipRed => Traits[19];

    /// <summary>How different two people look; those who share every choice and measure have 0.</summary>
    public double DistanceTo(Person other)
    {
        double sum = 0;
        for (int i = 0; i < Traits.Length; i++)
        {
            sum += (Traits[i] - other.Traits[i]) * (Traits[i] - other.Traits[i]);
        }

        sum += Math.Min(9, (SkinIndex - other.SkinIndex) * (SkinIndex - other.SkinIndex)) * 0.5;
        sum += Hair != other.Hair ? 1 : 0;
        sum += HairIndex != other.HairIndex ? 0.8 : 0;
        sum += Glasses != other.Glasses ? 1.2 : Glasses != GlassesStyle.None && FrameIndex != other.FrameIndex ? 0.5 : 0;
        sum += Beard != other.Beard ? 1.2 : 0;
        sum += EyeIndex != other.EyeIndex ? 0.3 : 0;
        sum += NoseKind != other.NoseKind ? 0.3 : 0;
        sum += (Freckles != other.Freckles ? 0.4 : 0) + (Mole != other.Mole ? 0.3 : 0);
        return Math.Sqrt(sum);
    }

    private float Range(int trait, float low, float high) => low + ((high - low) * Traits[trait]);
}
