namespace LossDsl.Mpi.Tests.Checks;

/// <summary>How a step is split over processes.</summary>
/// <param name="Data">The number of ranks that split the rows.</param>
/// <param name="Context">The number of ranks that split the positions of each row.</param>
/// <param name="Vocabulary">The number of ranks that split the vocabulary.</param>
internal sealed record Layout(int Data, int Context, int Vocabulary)
{
    public int World => Data * Context * Vocabulary;

    /// <summary>The coordinates of a rank.</summary>
    public (int Data, int Context, int Vocabulary) Place(int rank) =>
        (rank / (Context * Vocabulary), rank / Vocabulary % Context, rank % Vocabulary);

    /// <summary>The data parallel group, and the groups that split the same rows.</summary>
    public (IProcessGroup Processes, ParallelContext Parallel) Groups(MpiGroup world)
    {
        var (data, context, vocabulary) = Place(world.Rank);
        var split = GroupCache.GetOrCreate(world, ToString());
        var (processes, contexts, columns) =
            (split(context * Vocabulary + vocabulary), split(data * Vocabulary + vocabulary), split(data * Context + context));
        return (processes, new ParallelContext(Vocabulary > 1 ? columns : null, Context > 1 ? contexts : null));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Data} x {Context} x {Vocabulary} ranks of rows, context and vocabulary";
}
