namespace LossDsl.Mpi.Tests.Checks;

/// <summary>How processes share a step.</summary>
/// <param name="Data">How many share its rows.</param>
/// <param name="Context">How many share the positions of each row.</param>
/// <param name="Vocabulary">How many share the vocabulary.</param>
internal sealed record Layout(int Data, int Context, int Vocabulary)
{
    public int World => Data * Context * Vocabulary;

    /// <summary>Where a rank stands.</summary>
    public (int Data, int Context, int Vocabulary) Place(int rank) =>
        (rank / (Context * Vocabulary), rank / Vocabulary % Context, rank % Vocabulary);

    /// <summary>The processes that have other rows, and those that share this one's.</summary>
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
