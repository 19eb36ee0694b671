namespace LossDsl;

/// <summary>A batch that is meant to fulfil the contract <typeparamref name="T"/>: losses bind and check it when called.</summary>
/// <typeparam name="T">The data dict.</typeparam>
/// <example>
/// <code>
/// var batch = new BatchedDataDict&lt;NLLLossDataDict&gt;
/// {
///     [NLLLossDataDict.Keys.InputIds] = ids,
///     ["token_mask"] = tokenMask,
///     ["sample_mask"] = sampleMask,
/// };
/// </code>
/// </example>
public sealed class BatchedDataDict<T> : BatchedDataDict, IBatch<BatchedDataDict<T>>
    where T : class, IDataDict<T>
{
    /// <summary>Makes an empty batch.</summary>
    public BatchedDataDict()
    {
    }

    /// <summary>Makes a batch of given entries.</summary>
    /// <param name="values">The entries.</param>
    public BatchedDataDict(IEnumerable<KeyValuePair<string, object?>> values)
        : base(values)
    {
    }

    /// <summary>The typed record.</summary>
    /// <exception cref="BatchValidationException">The batch breaks the contract; every violation is listed.</exception>
    public T Bind() => DataDict.Bind<T>(this);

    /// <summary>The typed record, with all that a configuration requires.</summary>
    /// <param name="config">The configuration that says which <see cref="RequiredWhenAttribute{TConfig}"/> tensors are required.</param>
    /// <exception cref="BatchValidationException">The batch breaks the contract; every violation is listed.</exception>
    public T Bind(object config) => DataDict.Bind<T>(this, config);

    /// <inheritdoc cref="BatchedDataDict.Map(BatchMap)"/>
    public override BatchedDataDict<T> Map(BatchMap map) => new(Mapped(map));

    private protected override DataDictSchema? Schema => T.Schema;
}
