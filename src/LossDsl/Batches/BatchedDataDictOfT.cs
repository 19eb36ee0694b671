namespace LossDsl;

/// <summary>A dictionary batch for the data dict <typeparamref name="T"/>. Losses bind and validate it when they are called.</summary>
/// <typeparam name="T">The data dict that declares the keys.</typeparam>
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
    /// <summary>Creates an empty batch.</summary>
    public BatchedDataDict()
    {
    }

    /// <summary>Creates a batch with the given entries.</summary>
    /// <param name="values">The entries.</param>
    public BatchedDataDict(IEnumerable<KeyValuePair<string, object?>> values)
        : base(values)
    {
    }

    /// <summary>Binds the batch to its typed record and validates it.</summary>
    /// <exception cref="BatchValidationException">
    /// The batch does not satisfy <typeparamref name="T"/>; every violation is listed.
    /// </exception>
    public T Bind() => DataDict.Bind<T>(this);

    /// <summary>Binds the batch to its typed record and validates it, including the tensors that a configuration requires.</summary>
    /// <param name="config">The configuration that decides which <see cref="RequiredWhenAttribute{TConfig}"/> tensors are required.</param>
    /// <exception cref="BatchValidationException">
    /// The batch does not satisfy <typeparamref name="T"/>; every violation is listed.
    /// </exception>
    public T Bind(object config) => DataDict.Bind<T>(this, config);

    /// <inheritdoc cref="BatchedDataDict.Map(BatchMap)"/>
    public override BatchedDataDict<T> Map(BatchMap map) => new(Mapped(map));

    private protected override DataDictSchema? Schema => T.Schema;
}
