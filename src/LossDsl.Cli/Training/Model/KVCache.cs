namespace LossDsl.Cli.Training;

/// <summary>
/// The cached keys and values of a block, so that generating a token does not recompute the tokens before it.
/// </summary>
internal sealed class KVCache : IDisposable
{
    private Tensor _keys;
    private Tensor _values;
    private long _length;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="part">This rank's part of the model.</param>
    /// <param name="device">The model's device.</param>
    public KVCache(long rows, ModelShard part, Device device)
    {
        _keys = Room().DetachFromDisposeScope();
        _values = Room().DetachFromDisposeScope();

        Tensor Room() => empty([rows, part.Heads, part.Shape.Length, part.Shape.HeadDim], dtype: part.Shape.Type, device: device);
    }

    /// <summary>Appends a token.</summary>
    /// <param name="keys">The keys of the token. Shape <c>[B, H, 1, D]</c>.</param>
    /// <param name="values">The values of the token, of the same shape.</param>
    /// <returns>Keys and values of all tokens so far, as views.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        _keys.narrow(2, _length, 1).copy_(keys);
        _values.narrow(2, _length, 1).copy_(values);
        _length++;
        return (_keys.narrow(2, 0, _length), _values.narrow(2, 0, _length));
    }

    /// <summary>Keeps some rows only, and copies them.</summary>
    /// <param name="rows">The indices of the rows.</param>
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
