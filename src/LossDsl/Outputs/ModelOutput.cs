namespace LossDsl;

/// <summary>
/// What a model gives to a loss, in whichever form it does: a loss asks for what its formula needs and does not see the
/// form. A tensor converts by itself: <c>loss.Compute(logits, batch, totals)</c>.
/// </summary>
public abstract class ModelOutput
{
    private protected ModelOutput()
    {
    }

    /// <summary>The type of the model's numbers; losses compute in float32 at least (<see cref="Precision"/>).</summary>
    public abstract ScalarType ElementType { get; }

    /// <summary>A model's output that is one tensor: logits <c>[B, S, V]</c>, or rewards <c>[B]</c>.</summary>
    /// <param name="tensor">The tensor; null stays null.</param>
    public static implicit operator ModelOutput(Tensor tensor) => tensor is null ? null! : new TensorOutput(tensor, GradientStorage.NewTensor);

    /// <summary>Logits, with a word about where their gradient goes.</summary>
    /// <param name="logits">Shape <c>[B, S, V]</c>, any floating-point type.</param>
    /// <param name="gradient">
    /// The place: <see cref="GradientStorage.InPlace"/> needs no memory and ends the logits,
    /// a <see cref="GradientBuffer"/> is used again by the next microbatch, <see cref="GradientStorage.NewTensor"/> is what a
    /// tensor alone gets. Where the place cannot be safe, calling the loss refuses it.
    /// </param>
    public static ModelOutput FromLogits(Tensor logits, GradientStorage gradient)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(gradient);
        return new TensorOutput(logits, gradient);
    }

    /// <summary>Log-probabilities that the caller has computed, for instance in the model itself.</summary>
    /// <param name="logprobs">
    /// Those of the tokens that follow, in nats. Shape <c>[B, S-1]</c>; of a packed row one a position, <c>[1, T]</c>.
    /// </param>
    public static ModelOutput FromLogprobs(Tensor logprobs)
    {
        ArgumentNullException.ThrowIfNull(logprobs);
        return new LogprobsOutput(logprobs);
    }

    /// <summary>What a model gives on one of several ranks.</summary>
    /// <param name="shard">This rank's part: logits or <see cref="HiddenStates"/> whose layer holds its columns.</param>
    /// <param name="parallel">The ranks that share vocabulary, context or both.</param>
    public static ModelOutput FromShard(ModelOutput shard, ParallelContext parallel)
    {
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentNullException.ThrowIfNull(parallel);
        return new ShardedOutput(shard, parallel);
    }

    /// <summary>
    /// Log-probabilities of the tokens that follow: <c>y[b, t] = log_softmax(logits[b, t])[ids[b, t]]</c>.
    /// </summary>
    /// <param name="ids">The tokens that follow the first <c>S-1</c> positions. Integers below <c>V</c>, shape <c>[B, S-1]</c>.</param>
    /// <param name="absent">Which predictions are masked: bool, shape <c>[B, S-1]</c>. Nothing of their logits passes.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <returns>Log-probabilities in nats, shape <c>[B, S-1]</c>; finite where they are absent.</returns>
    public Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype) => Predict(ids, absent, dtype, withEntropies: false);

    /// <summary>
    /// The same together with the entropy of each prediction, out of one pass over the logits: <c>H[b, t] = -sum(p * log(p))</c>
    /// over the vocabulary, <c>p = softmax(logits[b, t])</c>. A probability of 0 adds nothing. The gradient passes through both.
    /// </summary>
    /// <inheritdoc cref="Logprobs"/>
    /// <returns>Both in nats, shape <c>[B, S-1]</c> each; finite where they are absent.</returns>
    /// <exception cref="NotSupportedException">The output does not determine entropies: it is log-probabilities of the tokens alone.</exception>
    public (Tensor Logprobs, Tensor Entropies) LogprobsAndEntropies(Tensor ids, Tensor absent, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var both = Predict(ids, absent, dtype, withEntropies: true);
        return (both.select(0, 0).MoveToOuterDisposeScope(), both.select(0, 1).MoveToOuterDisposeScope());
    }

    /// <summary>The log-probabilities, and the entropies of the predictions where they are asked for.</summary>
    /// <inheritdoc cref="Logprobs"/>
    /// <param name="ids">The tokens that follow.</param>
    /// <param name="absent">Which predictions are masked.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="withEntropies">Whether they are.</param>
    /// <returns>Shape <c>[B, S-1]</c>; with entropies <c>[2, B, S-1]</c>: log-probabilities, then entropies.</returns>
    internal abstract Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies);

    /// <summary><see cref="Logprobs"/> for formulas that look at no absent prediction: there it may be anything.</summary>
    /// <param name="asked">Gives the tokens, and which of them are absent. Not everyone needs to know.</param>
    /// <param name="dtype">The type to compute in.</param>
    internal virtual Tensor PresentLogprobs(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype)
    {
        var (ids, absent) = asked();
        return Logprobs(ids, absent, dtype);
    }

    /// <summary>The hidden states of what is asked, where they want a gradient and all of the output layer is here; else null.</summary>
    /// <inheritdoc cref="PresentLogprobs"/>
    internal virtual HiddenTokens? HiddenOf(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype) => null;

    /// <summary>
    /// The logits, shape <c>[B, S, V]</c>, for formulas over the whole vocabulary. Forms that avoid logits have to make
    /// them for this; what asks for <see cref="Logprobs"/> alone is cheaper.
    /// </summary>
    public abstract Tensor ToLogits();

    /// <summary>One reward a row, shape <c>[B]</c>.</summary>
    public abstract Tensor GetRewards();

    /// <summary>The tensors that it is made of, each with its declaration, to be checked together with the batch.</summary>
    /// <param name="declared">What the loss declares to take from the model.</param>
    internal abstract IReadOnlyList<OutputPart> GetParts(TensorField declared);

    /// <summary>The output of some packed sequences as rows of a padded batch; for losses that know no packing.</summary>
    /// <param name="pack">Where the sequences stand.</param>
    internal abstract ModelOutput UnpackRows(PackedSequences pack);

    /// <summary>The sequences that were packed into its one row; null where it has a row for each row of the batch.</summary>
    internal virtual PackedSequences? Pack => null;

    /// <summary>Binds the batch, together with all other ranks where there are some.</summary>
    /// <param name="bind">Checks the input on this rank and gives the batch.</param>
    /// <param name="problem">What is wrong beyond that with so many ranks that share the context; null where nothing is.</param>
    /// <returns>This output with all that it has to know of batch and ranks, and the batch as a loss over it sees it.</returns>
    internal virtual (ModelOutput Output, TData Data) Resolve<TData>(Func<TData> bind, Func<int, string?>? problem = null)
        where TData : class, IDataDict<TData> => (this, bind());
}
