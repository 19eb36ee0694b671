namespace LossDsl.Cli.Training;

/// <summary>Which ranks hold which part of a parameter.</summary>
internal enum Placement
{
    /// <summary>Every rank holds all of it.</summary>
    Replicated,

    /// <summary>A rank holds the rows of its tokens.</summary>
    VocabParallel,

    /// <summary>A rank holds the rows that give its heads their queries, keys and values: three blocks of rows.</summary>
    HeadParallel,

    /// <summary>A rank holds some outputs of a layer: rows.</summary>
    ColumnParallel,

    /// <summary>A rank holds some inputs of a layer: columns.</summary>
    RowParallel,

    /// <summary>The first rank holds all of it: it is added once to what the ranks sum up.</summary>
    FirstRankOnly,
}
