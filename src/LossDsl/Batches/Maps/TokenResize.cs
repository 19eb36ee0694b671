namespace LossDsl;

/// <summary>
/// Changes the number of tokens of all rows by padding or truncating on the right. Of undeclared tensors, it resizes those of shape
/// <c>[rows, tokens, ...]</c>.
/// </summary>
internal sealed class TokenResize(BatchContents source, long target, long padId) : BatchMap
{
    private readonly long _tokens = source.RequireTokens();

    /// <inheritdoc/>
    public override Tensor MapTensor(TensorField field, Tensor tensor)
    {
        if (field.Tokens is not { } axis)
            return tensor.alias();
        axis.CheckLength(tensor, field.Key, _tokens, "tokens");
        return Resized(tensor, axis, field.UpperBound is null ? 0 : padId);
    }

    /// <inheritdoc/>
    public override object? MapValue(string key, object? value) => value switch
    {
        Tensor tensor when tensor.dim() > 1 && tensor.size(0) == source.Rows && tensor.size(1) == _tokens =>
            Resized(tensor, ShapeAxis.Plain(1), key == "input_ids" ? padId : 0),
        Tensor tensor => tensor.alias(),
        _ => value,
    };

    private Tensor Resized(Tensor tensor, ShapeAxis axis, long fill)
    {
        var missing = axis.Length(target) - axis.Length(_tokens);
        if (missing <= 0)
            return tensor.narrow(axis.Axis, 0, Math.Max(0, axis.Length(target)));

        // torch takes pads from the last dimension on, two per dimension; only the right pad of the token axis is not 0.
        var fromLast = axis.Axis < 0 ? -1 - axis.Axis : (int)tensor.dim() - 1 - axis.Axis;
        var pads = new long[2 * (fromLast + 1)];
        pads[^1] = missing;
        return nn.functional.pad(tensor, pads, value: fill);
    }
}
