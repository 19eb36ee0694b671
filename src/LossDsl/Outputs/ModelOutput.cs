namespace LossDsl;

/// <summary>
/// The output of a model as the input of a loss: logits, log-probabilities, hidden states, packed or sharded. A loss requests
/// log-probabilities, logits or rewards and works with each of them. A tensor converts implicitly:
/// <c>loss.Compute(logits, batch, totals)</c>.
/// </summary>
public abstract class ModelOutput
{
    private protected ModelOutput()
    {
    }

    /// <summary>The element type of the model's output; losses compute in at least float32 (<see cref="Precision"/>).</summary>
    public abstract ScalarType ElementType { get; }

    /// <summary>Wraps a tensor: logits <c>[B, S, V]</c>, or rewards <c>[B]</c>.</summary>
    /// <param name="tensor">The tensor; null stays null.</param>
    public static implicit operator ModelOutput(Tensor tensor) => tensor is null ? null! : new TensorOutput(tensor, GradientStorage.NewTensor);

    /// <summary>Wraps logits and chooses the storage of their gradient.</summary>
    /// <param name="logits">Shape <c>[B, S, V]</c>, any floating-point type.</param>
    /// <param name="gradient">
    /// The storage: <see cref="GradientStorage.InPlace"/> allocates nothing and overwrites the logits, a <see cref="GradientBuffer"/> is
    /// reused by the next microbatch, <see cref="GradientStorage.NewTensor"/> is the default of the implicit conversion. A storage that
    /// would be unsafe for these logits is rejected when the loss is called.
    /// </param>
    public static ModelOutput FromLogits(Tensor logits, GradientStorage gradient)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(gradient);
        return new TensorOutput(logits, gradient);
    }

    /// <summary>Wraps log-probabilities that the caller has computed, for instance in the model itself.</summary>
    /// <param name="logprobs">
    /// Log-probabilities of the next tokens, in nats. Shape <c>[B, S-1]</c>; for a packed row <c>[1, T]</c>, one per position.
    /// </param>
    public static ModelOutput FromLogprobs(Tensor logprobs)
    {
        ArgumentNullException.ThrowIfNull(logprobs);
        return new LogprobsOutput(logprobs);
    }

    /// <summary>Wraps the output of a model on one of several ranks.</summary>
    /// <param name="shard">This rank's part: logits, or <see cref="HiddenStates"/> whose output layer has this rank's columns.</param>
    /// <param name="parallel">The ranks that share the vocabulary, the context or both.</param>
    public static ModelOutput FromShard(ModelOutput shard, ParallelContext parallel)
    {
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentNullException.ThrowIfNull(parallel);
        return new ShardedOutput(shard, parallel);
    }

    /// <summary>
    /// Log-probabilities of the next tokens: <c>y[b, t] = log_softmax(logits[b, t])[ids[b, t]]</c>.
    /// </summary>
    /// <param name="ids">The next tokens of the first <c>S-1</c> positions. Integers below <c>V</c>, shape <c>[B, S-1]</c>.</param>
    /// <param name="absent">
    /// True for masked predictions, whose logits affect neither result nor gradient. Bool, shape <c>[B, S-1]</c>.
    /// </param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    /// <returns>Log-probabilities in nats; finite where masked. Shape <c>[B, S-1]</c>.</returns>
    public Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype) => Predict(ids, absent, dtype, withEntropies: false);

    /// <summary>
    /// The same together with the entropy of each prediction, out of one pass over the logits: <c>H[b, t] = -sum(p * log(p))</c>
    /// over the vocabulary, <c>p = softmax(logits[b, t])</c>. A probability of 0 adds nothing. The gradient passes through both.
    /// </summary>
    /// <inheritdoc cref="Logprobs"/>
    /// <returns>Both in nats, shape <c>[B, S-1]</c> each; finite where they are absent.</returns>
    /// <exception cref="NotSupportedException">
    /// The output does not determine entropies: it is log-probabilities of the tokens alone.
    /// </exception>
    public (Tensor Logprobs, Tensor Entropies) LogprobsAndEntropies(Tensor ids, Tensor absent, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var both = Predict(ids, absent, dtype, withEntropies: true);
        return (both.select(0, 0).MoveToOuterDisposeScope(), both.select(0, 1).MoveToOuterDisposeScope());
    }

    /// <summary>The log-probabilities, and optionally the entropies of the predictions.</summary>
    /// <inheritdoc cref="Logprobs"/>
    /// <param name="ids">The tokens that follow.</param>
    /// <param name="absent">Which predictions are masked.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    /// <returns>Shape <c>[B, S-1]</c>; with entropies <c>[2, B, S-1]</c>: log-probabilities, then entropies.</returns>
    internal abstract Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies);

    /// <summary><see cref="Logprobs"/> for formulas that do not read masked predictions, whose results may have any value.</summary>
    /// <param name="asked">Returns the target ids and the mask of masked targets. Not called by outputs that do not need them.</param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    internal virtual Tensor PresentLogprobs(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype)
    {
        var (ids, absent) = asked();
        return Logprobs(ids, absent, dtype);
    }

    /// <summary>The hidden states of the targets, if they require a gradient and this rank has the whole output layer; else null.</summary>
    /// <inheritdoc cref="PresentLogprobs"/>
    internal virtual HiddenTokens? HiddenOf(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype) => null;

    /// <summary>
    /// The logits, shape <c>[B, S, V]</c>, for losses over the whole vocabulary. Outputs such as hidden states compute
    /// them for this purpose; <see cref="Logprobs"/> is cheaper.
    /// </summary>
    public abstract Tensor ToLogits();

    /// <summary>One reward per row, shape <c>[B]</c>.</summary>
    public abstract Tensor GetRewards();

    /// <summary>The tensors of the output with their declarations, to be validated together with the batch.</summary>
    /// <param name="declared">The loss's declaration of the model output.</param>
    internal abstract IReadOnlyList<OutputPart> GetParts(TensorField declared);

    /// <summary>Unpacks packed sequences into the rows of a padded batch, for losses that do not support packing.</summary>
    /// <param name="pack">The packed sequences.</param>
    internal abstract ModelOutput UnpackRows(PackedSequences pack);

    /// <summary>
    /// The sequences that are packed into the output's single row; null where the output has a row for each row of the batch.
    /// </summary>
    internal virtual PackedSequences? Pack => null;

    /// <summary>Binds the batch; for sharded outputs together with all other ranks.</summary>
    /// <param name="bind">Validates the input on this rank and returns the batch.</param>
    /// <param name="problem">Given the number of context ranks, returns a further problem of the input, or null.</param>
    /// <returns>The output with everything that it needs to know about batch and ranks, and the batch as the loss sees it.</returns>
    internal virtual (ModelOutput Output, TData Data) Resolve<TData>(Func<TData> bind, Func<int, string?>? problem = null)
        where TData : class, IDataDict<TData> => (this, bind());
}
