namespace LossDsl;

/// <summary>Collects the entries and the sizes of a batch, for operations that need to know the whole batch.</summary>
internal sealed class BatchContents : BatchMap
{
    private BatchContents(long rows) => Rows = rows;

    public long Rows { get; }

    /// <summary>The number of tokens of a row; null where no tensor shows it.</summary>
    public long? Tokens { get; private set; }

    /// <summary>The schema of the data dict; null for an untyped batch.</summary>
    public DataDictSchema? Schema { get; private set; }

    /// <summary>The number of consecutive rows that form a unit, such as 2 for pairs; 1 where rows are independent.</summary>
    public long RowGroup => Schema?.RowGroup ?? 1;

    public Dictionary<string, object?> Values { get; } = [];

    public IEnumerable<Tensor> Tensors => Values.Values.OfType<Tensor>();

    public static BatchContents Read<T>(T batch)
        where T : class, IBatch<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        var contents = new BatchContents(batch.Rows);
        batch.Map(contents);
        return contents;
    }

    /// <exception cref="ArgumentException">The number of rows is not a multiple of <see cref="RowGroup"/>.</exception>
    public long CountGroups() => Rows % RowGroup == 0
        ? Rows / RowGroup
        : throw new ArgumentException($"{Schema!.Name}: rows come in groups of {RowGroup}, but there are {Rows}");

    /// <exception cref="InvalidOperationException">No tensor shows the number of tokens.</exception>
    public long RequireTokens() => Tokens ?? throw new InvalidOperationException(Schema switch
    {
        null => "cannot tell which dimension counts the tokens: the batch has no 'input_ids' of shape [rows, tokens]",
        { TokenName: null } => $"{Schema.Name} has no token dimension: declare Alignment on its per-token tensors",
        _ => $"{Schema.Name}: no tensor shows the length of {Schema.TokenName}",
    });

    /// <inheritdoc/>
    public override Tensor MapTensor(TensorField field, Tensor tensor)
    {
        Schema ??= field.Schema;
        if (field.Tokens is { } axis)
            Tokens ??= axis.Count(axis.Size(tensor, field.Key));
        Values[field.Key] = tensor;
        return tensor;
    }

    /// <inheritdoc/>
    public override object? MapValue(string key, object? value)
    {
        // An untyped batch takes the number of tokens from input_ids, as the reference does.
        if (Schema is null && key == "input_ids" && value is Tensor ids && ids.dim() > 1)
            Tokens ??= ids.size(1);
        return Values[key] = value;
    }
}
