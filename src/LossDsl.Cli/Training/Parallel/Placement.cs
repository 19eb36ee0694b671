namespace LossDsl.Cli.Training;

/// <summary>How a parameter is distributed over the ranks of a tensor parallel group.</summary>
internal enum Placement
{
    /// <summary>Every rank has the whole parameter.</summary>
    Replicated,

    /// <summary>Split by rows: each rank has the rows of its tokens.</summary>
    VocabParallel,

    /// <summary>Split by rows: each rank has the rows of its heads' queries, keys and values, in three blocks.</summary>
    HeadParallel,

    /// <summary>Split by rows: each rank has some outputs of the layer.</summary>
    ColumnParallel,

    /// <summary>Split by columns: each rank has some inputs of the layer.</summary>
    RowParallel,

    /// <summary>The first rank has the whole parameter, which is added once to the sum over ranks.</summary>
    FirstRankOnly,
}
