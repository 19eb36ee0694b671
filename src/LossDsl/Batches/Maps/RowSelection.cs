using System.Collections;

namespace LossDsl;

/// <summary>Selects rows by index, as copies.</summary>
internal sealed class RowSelection(long rows, long[] places) : RowMap(rows)
{
    /// <inheritdoc/>
    protected override Tensor Take(Tensor tensor, ShapeAxis axis, string key)
    {
        if (axis.Offset != 0)
            throw new ArgumentException($"{key}: its {axis.Length(Rows)} entries do not map one-to-one to {Rows} rows: "
                + "only consecutive rows can be selected");
        using var scope = NewDisposeScope();
        var entries = torch.tensor(Entries(axis.Factor), device: tensor.device);
        return tensor.index_select(axis.Axis, entries).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override IList Take(IList list) => RowList.Select(list, places.Length, i => (int)places[i]);

    private long[] Entries(long factor)
    {
        if (factor == 1)
            return places;
        var entries = new long[places.Length * factor];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = places[i / factor] * factor + i % factor;
        return entries;
    }
}
