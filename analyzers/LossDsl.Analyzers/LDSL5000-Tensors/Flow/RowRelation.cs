namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>How the rows of a batch relate to those of the batch that it was made of.</summary>
internal enum RowRelation
{
    /// <summary>They are the same, or it is the first.</summary>
    Same,

    /// <summary>Some of them: others may get their turn elsewhere.</summary>
    Part,

    /// <summary>Some of them, and the others are gone.</summary>
    Fewer,

    /// <summary>More than before.</summary>
    More,

    /// <summary>The same, under another mask.</summary>
    Remasked,
}
