namespace LossDsl.Bench;

/// <summary>A case with its tensors.</summary>
internal sealed class PreparedCase : IDisposable
{
    private readonly DisposeScope _tensors;

    /// <summary>Prepares the tasks; the tensors that are made meanwhile live as long as this.</summary>
    /// <param name="prepare">Makes tensors and tasks.</param>
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

    /// <summary>The tasks, in the order in which a round goes through them.</summary>
    public IReadOnlyList<BenchTask> Tasks { get; }

    /// <summary>Bytes of results that everyone has to have, and that are hence not counted as extra memory.</summary>
    public long ResultBytes { get; init; }

    /// <inheritdoc/>
    public void Dispose() => _tensors.Dispose();
}
