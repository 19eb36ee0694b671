using System.Collections;

namespace LossDsl;

/// <summary>
/// An operation that takes rows: of declared tensors along the axis of their rows, of other tensors whose first dimension
/// is as long as the batch, and of lists. All else belongs to the whole batch and goes along.
/// </summary>
internal abstract class RowMap(long rows) : BatchMap
{
    /// <summary>The rows of the source.</summary>
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

    /// <summary>The rows that are taken, of a tensor.</summary>
    protected abstract Tensor Take(Tensor tensor, ShapeAxis axis, string key);

    /// <summary>The rows that are taken, of a list.</summary>
    protected abstract IList Take(IList list);
}
