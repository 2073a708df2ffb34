namespace ImageAnalytics.Training.Datasets;

/// <summary>How labelled pictures are kept.</summary>
public enum DatasetFormat
{
    /// <summary>MNIST's IDX files, packed or not.</summary>
    Idx,

    /// <summary>A folder for each class, or for each person.</summary>
    Folder,

    /// <summary>Pascal VOC: an XML file for each picture.</summary>
    Voc,

    /// <summary>COCO: one JSON file.</summary>
    Coco,

    /// <summary>YOLO: a text file for each picture.</summary>
    Yolo,

    /// <summary>A picture of instance numbers for each picture.</summary>
    LabelMap,

    /// <summary>LFW: a list of pairs of faces.</summary>
    Pairs,
}
