namespace LossDsl.Bench;

/// <summary>A case with its tensors, which it owns.</summary>
internal sealed class PreparedCase : IDisposable
{
    private readonly DisposeScope _tensors;

    /// <summary>Prepares the tasks.</summary>
    /// <param name="prepare">Creates the tensors and the tasks. The tensors live as long as this object.</param>
    public PreparedCase(Func<IReadOnlyList<BenchTask>> prepare)
    {
        _tensors = NewDisposeScope();
        try
        {
            Tasks = prepare();
        }
        catch
        {
            _tensors.Dispose();
            throw;
        }
    }

    /// <summary>The tasks, in the order of a round.</summary>
    public IReadOnlyList<BenchTask> Tasks { get; }

    /// <summary>The size of the results, which every contender allocates and which are not counted as extra memory.</summary>
    public long ResultBytes { get; init; }

    /// <inheritdoc/>
    public void Dispose() => _tensors.Dispose();
}
