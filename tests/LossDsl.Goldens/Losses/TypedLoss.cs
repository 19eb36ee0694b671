using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary>A loss that is called as users call it, with a batch that is bound to the data dict.</summary>
/// <param name="name">The name in the reference.</param>
/// <param name="output">The input from the model.</param>
/// <typeparam name="TData">The data dict.</typeparam>
/// <typeparam name="TMetrics">The metrics.</typeparam>
internal abstract class TypedLoss<TData, TMetrics>(string name, string output = "next_token_logits") : LossUnderTest(name, output)
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> WrapperKeys { get; } = ["kind", "cu_seqlens_q", "cu_seqlens_q_padded"];

    /// <inheritdoc/>
    public sealed override Func<CallInputs, Computed> Construct(GoldenCase golden)
    {
        var loss = Make(golden);
        if (golden.Root.Find("wrapper") is { } wrapper)
            loss = loss.AsPacked(Lengths(wrapper["cu_seqlens_q"]), wrapper.Find("cu_seqlens_q_padded") is { } padded ? Lengths(padded) : null);
        return inputs =>
        {
            Complete(golden, inputs.Data);
            return Call(loss, inputs);
        };

        static Tensor Lengths(GoldenNode node) => TensorData.Read(node).ToTensor();
    }

    /// <summary>The keys of a config.</summary>
    /// <typeparam name="T">The config.</typeparam>
    protected static IReadOnlyList<string> KeysOf<T>()
        where T : class, ILossConfig<T> => [.. T.Schema.Fields.Select(field => field.Key)];

    /// <summary>Constructs the loss.</summary>
    /// <param name="golden">The case with its config.</param>
    protected abstract ILossFunction<TData, TMetrics> Make(GoldenCase golden);

    /// <summary>Adds tensors that our data dict requires, but the reference does not read.</summary>
    /// <param name="golden">The case with its config.</param>
    /// <param name="data">The batch.</param>
    protected virtual void Complete(GoldenCase golden, BatchedDataDict data)
    {
    }

    /// <summary>The metrics as the reference reports them.</summary>
    /// <param name="result">The result of the loss.</param>
    /// <param name="inputs">The inputs of the loss.</param>
    protected virtual Dictionary<string, TensorData> Metrics(LossResult<TMetrics> result, CallInputs inputs) =>
        result.Metrics.Read().ToDictionary(metric => metric.Key, metric => TensorData.Scalar(metric.Value));

    private Computed Call(ILossFunction<TData, TMetrics> loss, CallInputs inputs)
    {
        var batch = new BatchedDataDict<TData>(inputs.Data);
        var output = inputs.Parallel is { } parallel ? ModelOutput.FromShard(inputs.Output, parallel) : inputs.Output;
        var result = inputs.Rows is { } rows
            ? loss.Compute(output, batch.Bind().Slice(rows.Begin, rows.End), inputs.Totals)
            : loss.Compute(output, batch, inputs.Totals);
        return new Computed(result.Loss, Metrics(result, inputs));
    }
}
