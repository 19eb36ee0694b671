using System.Collections;

namespace LossDsl;

/// <summary>Selects a range of rows, as views.</summary>
internal sealed class RowSlice(long rows, long begin, long end) : RowMap(rows)
{
    /// <inheritdoc/>
    protected override Tensor Take(Tensor tensor, ShapeAxis axis, string key) =>
        tensor.narrow(axis.Axis, axis.Factor * begin, axis.Length(end) - axis.Factor * begin);

    /// <inheritdoc/>
    protected override IList Take(IList list) => RowList.Select(list, end - begin, i => (int)(begin + i));
}
