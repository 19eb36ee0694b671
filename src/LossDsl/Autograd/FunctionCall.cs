namespace LossDsl;

/// <summary>One call of a <see cref="CheckedFunction{TSelf}"/>: its arguments, and what forward leaves for backward.</summary>
/// <param name="arguments">The arguments.</param>
internal sealed class FunctionCall(object[] arguments)
{
    private readonly List<Tensor> _kept = [];
    private IReadOnlyList<Tensor> _saved = [];

    /// <summary>How many tensors forward saved.</summary>
    public int SavedCount => _saved.Count;

    /// <summary>Tensors that forward kept.</summary>
    public IReadOnlyList<Tensor> Kept => _kept;

    /// <summary>Whether the backward that is running is the last: it was not asked to retain the graph.</summary>
    public bool IsLastBackward { get; set; }

    /// <summary>An argument.</summary>
    public TArgument Argument<TArgument>(int index) => (TArgument)arguments[index];

    /// <summary>
    /// Saves tensors for backward. A modification in place before backward is an error, so those that a caller can reach
    /// have to be watched.
    /// </summary>
    public void Save(IReadOnlyList<Tensor> tensors) => _saved = tensors;

    /// <summary>Keeps tensors alive as they are; they may be modified or disposed by others without an error.</summary>
    public void Keep(IEnumerable<Tensor> tensors)
    {
        foreach (var tensor in tensors)
            _kept.Add(tensor.alias().DetachFromDisposeScope());
    }

    /// <summary>All that the graph has to hold.</summary>
    public List<Tensor> TensorsToSave() => _kept.Count == 0 ? [.. _saved] : [.. _saved, ReleaseNotice.Create(DisposeKept)];

    /// <summary>Gradients that torch refuses: no input of a function here has zero dimensions.</summary>
    public List<Tensor> InvalidGradients() => [.. arguments.Select(argument => argument is Tensor ? zeros([]) : null!), null!];

    private void DisposeKept()
    {
        foreach (var tensor in _kept)
            tensor.Dispose();
    }
}
