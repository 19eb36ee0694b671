namespace LossDsl;

/// <summary>One call of a <see cref="CheckedFunction{TSelf}"/>: its arguments, and what forward leaves for backward.</summary>
public sealed class FunctionContext
{
    private readonly object[] _arguments;
    private readonly List<Tensor> _kept = [];
    private IReadOnlyList<Tensor> _saved = [];

    internal FunctionContext(object[] arguments) => _arguments = arguments;

    /// <summary>Tensors that forward kept (<see cref="Keep"/>).</summary>
    public IReadOnlyList<Tensor> Kept => _kept;

    /// <summary>Whether the backward that is running is the last: it was not asked to retain the graph.</summary>
    public bool IsLastBackward { get; internal set; }

    /// <summary>How many tensors forward saved.</summary>
    internal int SavedCount => _saved.Count;

    /// <summary>An argument.</summary>
    /// <param name="index">Its place in the call.</param>
    /// <typeparam name="TArgument">Its type.</typeparam>
    public TArgument Argument<TArgument>(int index) => (TArgument)_arguments[index];

    /// <summary>
    /// Saves tensors for backward. A modification in place before backward is an error, so those that a caller can reach
    /// have to be watched.
    /// </summary>
    /// <param name="tensors">The tensors; backward gets them in this order.</param>
    public void SaveForBackward(IReadOnlyList<Tensor> tensors) => _saved = tensors;

    /// <summary>Keeps tensors alive as they are; they may be modified or disposed by others without an error.</summary>
    /// <param name="tensors">The tensors; <see cref="Kept"/> has them in backward.</param>
    public void Keep(IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var tensor in tensors)
            _kept.Add(tensor.alias().DetachFromDisposeScope());
    }

    /// <summary>All that the graph has to hold.</summary>
    internal List<Tensor> TensorsToSave() => _kept.Count == 0 ? [.. _saved] : [.. _saved, ReleaseCallback.Create(DisposeKept)];

    /// <summary>Gradients that torch refuses: no input of a function here has zero dimensions.</summary>
    internal List<Tensor> InvalidGradients() => [.. _arguments.Select(argument => argument is Tensor ? zeros([]) : null!), null!];

    private void DisposeKept()
    {
        foreach (var tensor in _kept)
            tensor.Dispose();
    }
}
