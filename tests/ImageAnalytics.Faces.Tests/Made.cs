namespace ImageAnalytics.Faces.Tests;

/// <summary>Models, faces and folders that tests make up.</summary>
internal static class Made
{
    public static EmbeddingModel Model { get; } = new("tiles", new string('a', 64), "revision 1-1", DistanceMetric.Cosine, 3);

    public static EnrolledFace Face(string person, int photo, params float[] embedding) => new(person, $"{person}/{photo}.jpg", Sha(photo), embedding);

    public static Gallery Gallery(params EnrolledFace[] faces) => new(Model, "yunet", faces);

    public static string Sha(int number) => number.ToString("x64", null);

    public static PersonPhoto Photo(string person, string name) => new(person, $"{person}/{name}", $"/photos/{person}/{name}");
}
