namespace LossDsl.Cli.Training;

/// <summary>
/// The keys and values of the tokens that a block has seen, so that writing a token costs one token's work and not
/// that of the whole row.
/// </summary>
internal sealed class KVCache : IDisposable
{
    private Tensor _keys;
    private Tensor _values;
    private long _length;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="rows">The rows that are written side by side.</param>
    /// <param name="part">The part of the model that this rank holds.</param>
    /// <param name="device">Where the model is.</param>
    public KVCache(long rows, ModelShard part, Device device)
    {
        _keys = Room().DetachFromDisposeScope();
        _values = Room().DetachFromDisposeScope();

        Tensor Room() => empty([rows, part.Heads, part.Shape.Length, part.Shape.HeadDim], dtype: part.Shape.Type, device: device);
    }

    /// <summary>Adds a token.</summary>
    /// <param name="keys">Its keys. Shape <c>[B, H, 1, D]</c>.</param>
    /// <param name="values">Its values, of the same shape.</param>
    /// <returns>Keys and values of all tokens so far, as views.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        _keys.narrow(2, _length, 1).copy_(keys);
        _values.narrow(2, _length, 1).copy_(values);
        _length++;
        return (_keys.narrow(2, 0, _length), _values.narrow(2, 0, _length));
    }

    /// <summary>Forgets all rows but some, at the cost of copying these.</summary>
    /// <param name="rows">Their places.</param>
    public void SelectRows(Tensor rows)
    {
        (_keys, _values) = (Kept(_keys), Kept(_values));

        Tensor Kept(Tensor all)
        {
            using (all)
                return all.index_select(0, rows).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
    }
}
