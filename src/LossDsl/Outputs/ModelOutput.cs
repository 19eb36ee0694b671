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
    public abstract Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype);

    /// <summary><see cref="Logprobs"/> for formulas that look at no absent prediction: there it may be anything.</summary>
    /// <param name="asked">Gives the tokens, and which of them are absent. Not everyone needs to know.</param>
    /// <param name="dtype">The type to compute in.</param>
    internal virtual Tensor PresentLogprobs(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype)
    {
        var (ids, absent) = asked();
        return Logprobs(ids, absent, dtype);
    }

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

    /// <summary>Evaluates a formula over this output in the way that suits its form.</summary>
    /// <param name="formula">The loss over any form of output.</param>
    /// <param name="isTokenwise">Whether the loss is <see cref="Loss{TData, TMetrics}.IsTokenwise"/>.</param>
    internal virtual (Tensor Loss, TMetrics Metrics) Evaluate<TMetrics>(
        Func<ModelOutput, (Tensor Loss, TMetrics Metrics)> formula, bool isTokenwise) => formula(this);

    /// <summary>The sequences that were packed into its one row; null where it has a row for each row of the batch.</summary>
    internal virtual PackedSequences? Pack => null;

    /// <summary>The ranks that share the context; null where this rank has all of it.</summary>
    internal virtual IProcessGroup? Context => null;

    /// <summary>Rows, positions a row and columns of the logits that this rank holds.</summary>
    internal virtual (long Rows, long Positions, long Columns) Size =>
        throw new NotSupportedException("this output cannot be spread over ranks: give the loss logits or hidden states");

    /// <summary>Where its tensors live.</summary>
    internal virtual Device Device => CPU;

    /// <summary>The log-probabilities at the positions that this rank holds.</summary>
    internal virtual Tensor PositionLogprobs(Tensor ids, Tensor absent, ScalarType dtype) => Logprobs(ids, absent, dtype);

    /// <summary>The log-probabilities, where this rank holds some columns of the vocabulary.</summary>
    internal virtual Tensor ShardLogprobs(Tensor ids, Tensor absent, ScalarType dtype, VocabShard share) =>
        throw new NotSupportedException("this output has no columns to be spread over ranks");

    /// <summary>Checks the input, together with all other ranks where there are some.</summary>
    /// <param name="check">Checks it on this rank and gives the batch.</param>
    /// <param name="furtherProblem">What is wrong beyond that; null where nothing is.</param>
    internal virtual TData ValidateAcrossRanks<TData>(Func<TData> check, Func<string?>? furtherProblem = null)
        where TData : class, IDataDict<TData> => check();
}
