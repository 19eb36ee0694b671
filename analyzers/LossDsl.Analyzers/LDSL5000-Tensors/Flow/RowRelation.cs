namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>How the rows of a batch relate to those of the batch that it was derived from.</summary>
internal enum RowRelation
{
    /// <summary>The same rows, or the batch is not derived.</summary>
    Same,

    /// <summary>Some rows, as of a microbatch: the others may be used elsewhere.</summary>
    Part,

    /// <summary>Some rows; the others are dropped.</summary>
    Fewer,

    /// <summary>More rows, by repetition.</summary>
    More,

    /// <summary>The same rows with another mask.</summary>
    Remasked,
}
