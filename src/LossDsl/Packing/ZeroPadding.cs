namespace LossDsl;

/// <summary>Sets the entries after the end of each sequence to 0, in the tensors that are declared per token.</summary>
internal sealed class ZeroPadding(PackedSequences pack) : BatchMap
{
    /// <inheritdoc/>
    public override Tensor MapTensor(TensorField field, Tensor tensor)
    {
        if (field is not { Rows: { Factor: 1, Offset: 0 } rows, Tokens: { } tokens })
            return tensor.alias();

        // A tensor aligned with the next token ends one entry earlier: no token follows the last one.
        var missing = field.Alignment == TokenAlignment.Next && tokens.Offset == 0 ? 1 : 0;
        var last = torch.tensor(
            [.. pack.Lengths.Select(length => tokens.Length(length) - missing - 1)], device: tensor.device);
        var rank = (int)tensor.dim();
        var (row, token) = (Axis(rows, rank), Axis(tokens, rank));
        using var length = tensor.size(token).ToScalar();
        var beyond = Along(token, rank, arange(length, device: tensor.device)) > Along(row, rank, last);
        return Masked.Fill(tensor, beyond);
    }

    /// <inheritdoc/>
    public override object? MapValue(string key, object? value) => value;

    private static int Axis(ShapeAxis axis, int rank) => axis.Axis < 0 ? axis.Axis + rank : axis.Axis;

    private static Tensor Along(int axis, int rank, Tensor values)
    {
        var shape = new long[rank];
        Array.Fill(shape, 1);
        shape[axis] = -1;
        return values.view(shape);
    }
}
