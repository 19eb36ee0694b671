namespace LossDsl;

/// <summary>What a batch holds, taken apart.</summary>
internal sealed class BatchContents : BatchMap
{
    private BatchContents(long rows) => Rows = rows;

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <summary>The number of tokens of a row; null where nothing tells.</summary>
    public long? Tokens { get; private set; }

    /// <summary>The contract of the batch; null for an untyped one.</summary>
    public DataDictSchema? Schema { get; private set; }

    /// <summary>The number of rows that belong together.</summary>
    public long RowGroup => Schema?.RowGroup ?? 1;

    /// <summary>All values by key.</summary>
    public Dictionary<string, object?> Values { get; } = [];

    /// <summary>The tensors, declared or not.</summary>
    public IEnumerable<Tensor> Tensors => Values.Values.OfType<Tensor>();

    /// <summary>Takes a batch apart.</summary>
    public static BatchContents Read<T>(T batch)
        where T : class, IBatch<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        var contents = new BatchContents(batch.Rows);
        batch.Map(contents);
        return contents;
    }

    /// <summary>The number of groups of rows that belong together.</summary>
    /// <exception cref="ArgumentException">The last group is torn.</exception>
    public long CountGroups() => Rows % RowGroup == 0
        ? Rows / RowGroup
        : throw new ArgumentException($"{Schema!.Name}: {RowGroup} rows belong together, but there are {Rows}");

    /// <summary>The number of tokens of a row, needed for an operation on them.</summary>
    /// <exception cref="InvalidOperationException">Nothing tells.</exception>
    public long RequireTokens() => Tokens ?? throw new InvalidOperationException(Schema switch
    {
        null => "nothing tells which dimension counts the tokens: the batch has no 'input_ids' of shape [rows, tokens]",
        { TokenName: null } => $"{Schema.Name} has no one dimension that counts tokens: its aligned tensors would name it",
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
        // Without a contract, the ids tell what the tokens are: that is where the reference looks, too.
        if (Schema is null && key == "input_ids" && value is Tensor ids && ids.dim() > 1)
            Tokens ??= ids.size(1);
        return Values[key] = value;
    }
}
