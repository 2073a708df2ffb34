namespace ImageAnalytics.Training.Datasets;

/// <summary>Kinds of problems in labelled data.</summary>
public enum DatasetProblemKind
{
    /// <summary>A picture that is named but not there.</summary>
    MissingImage,

    /// <summary>A picture without labels where each should have some.</summary>
    MissingLabels,

    /// <summary>A file of labels that cannot be read.</summary>
    BrokenLabels,

    /// <summary>A label that names no class.</summary>
    UnknownClass,

    /// <summary>A box without extent, which was dropped.</summary>
    EmptyBox,

    /// <summary>A box that reaches beyond its picture, which was cut to it, or dropped where nothing is left.</summary>
    BoxOutside,

    /// <summary>A mask that cannot be read, is empty or has another size than its picture, which was dropped.</summary>
    BrokenMask,

    /// <summary>A picture that cannot be decoded, or not wholly.</summary>
    BrokenImage,

    /// <summary>A picture whose size is not the one that its labels state.</summary>
    WrongSize,

    /// <summary>A picture that is in two splits.</summary>
    Leak,

    /// <summary>A class without a single example.</summary>
    EmptyClass,

    /// <summary>Classes whose names differ in capitals alone.</summary>
    AlikeClasses,
}
