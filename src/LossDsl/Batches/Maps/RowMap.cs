using System.Collections;

namespace LossDsl;

/// <summary>
/// An operation that selects rows: of declared tensors along their row axis, of undeclared tensors whose first dimension equals the
/// number of rows, and of lists with one element per row. Every other value belongs to the whole batch and is passed through.
/// </summary>
internal abstract class RowMap(long rows) : BatchMap
{
    protected long Rows { get; } = rows;

    /// <inheritdoc/>
    public sealed override Tensor MapTensor(TensorField field, Tensor tensor)
    {
        if (field.Rows is not { } axis)
            return tensor.alias();
        axis.CheckLength(tensor, field.Key, Rows, "rows");
        return Take(tensor, axis, field.Key);
    }

    /// <inheritdoc/>
    public sealed override object? MapValue(string key, object? value) => value switch
    {
        Tensor tensor when tensor.dim() > 0 && tensor.size(0) == Rows => Take(tensor, ShapeAxis.Plain(0), key),
        Tensor tensor => tensor.alias(),
        IList list when list.Count == Rows => Take(list),
        IList list => throw new ArgumentException(
            $"{key}: a list has an element for each row; expected {Rows}, got {list.Count}"),
        _ => value,
    };

    /// <summary>Selects the rows of a tensor.</summary>
    protected abstract Tensor Take(Tensor tensor, ShapeAxis axis, string key);

    /// <summary>Selects the rows of a list.</summary>
    protected abstract IList Take(IList list);
}
