namespace LossDsl;

/// <summary>One call of a <see cref="CheckedFunction{TSelf}"/>: its arguments, and the state that forward leaves for backward.</summary>
public sealed class FunctionContext
{
    private readonly object[] _arguments;
    private readonly List<Tensor> _kept = [];
    private IReadOnlyList<Tensor> _saved = [];

    internal FunctionContext(object[] arguments) => _arguments = arguments;

    /// <summary>The tensors that forward kept with <see cref="Keep"/>.</summary>
    public IReadOnlyList<Tensor> Kept => _kept;

    /// <summary>Whether the running backward is the last one, that is, it was called without <c>retain_graph</c>.</summary>
    public bool IsLastBackward { get; internal set; }

    internal int SavedCount => _saved.Count;

    /// <summary>Returns an argument of the call.</summary>
    /// <param name="index">The index of the argument, from 0.</param>
    /// <typeparam name="TArgument">The type of the argument.</typeparam>
    public TArgument Argument<TArgument>(int index) => (TArgument)_arguments[index];

    /// <summary>
    /// Saves tensors for backward. An in-place modification before backward is an error: pass tensors that the caller can reach as
    /// <c>watched</c> to <c>Apply</c>.
    /// </summary>
    /// <param name="tensors">The tensors; backward receives them in this order.</param>
    public void SaveForBackward(IReadOnlyList<Tensor> tensors) => _saved = tensors;

    /// <summary>Keeps tensors alive until backward without watching them: modifying or disposing the originals raises no error.</summary>
    /// <param name="tensors">The tensors; backward finds them in <see cref="Kept"/>.</param>
    public void Keep(IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var tensor in tensors)
            _kept.Add(tensor.alias().DetachFromDisposeScope());
    }

    /// <summary>All tensors that the autograd graph must keep alive.</summary>
    internal List<Tensor> TensorsToSave() => _kept.Count == 0 ? [.. _saved] : [.. _saved, ReleaseCallback.Create(DisposeKept)];

    /// <summary>Gradients that torch rejects: scalars, and no argument of a function in this library has zero dimensions.</summary>
    internal List<Tensor> InvalidGradients() => [.. _arguments.Select(argument => argument is Tensor ? zeros([]) : null!), null!];

    private void DisposeKept()
    {
        foreach (var tensor in _kept)
            tensor.Dispose();
    }
}
