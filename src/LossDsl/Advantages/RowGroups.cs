namespace LossDsl;

/// <summary>Sums over rows that belong together, such as the answers to one prompt.</summary>
internal static class RowGroups
{
    /// <summary>Numbers groups from 0.</summary>
    /// <param name="groups">Any integer for each row, the same for rows that belong together. Shape <c>[B]</c>.</param>
    /// <param name="rows">A tensor with as many rows. Shape <c>[B, ...]</c>.</param>
    /// <returns>The number of each row's group, int64 of shape <c>[B]</c>, and how many groups there are.</returns>
    /// <exception cref="ArgumentException">The groups are not one integer a row.</exception>
    public static (Tensor Index, long Count) Number(Tensor groups, Tensor rows)
    {
        if (groups.dim() != 1 || groups.size(0) != rows.size(0) || groups.is_floating_point())
            throw new ArgumentException(
                $"groups: expected one integer for each of the {rows.size(0)} rows, got {groups.dtype} {groups.FormatShape()}", nameof(groups));
        var (distinct, inverse, _) = groups.unique(sorted: true, return_inverse: true);
        return (inverse!, distinct.size(0));
    }

    /// <summary>The sum of each group.</summary>
    /// <param name="values">A number of each row. Shape <c>[B]</c> or <c>[B, N]</c>.</param>
    /// <param name="index">The number of each row's group.</param>
    /// <param name="count">How many groups there are.</param>
    public static Tensor Sum(Tensor values, Tensor index, long count) =>
        zeros([count, .. values.shape[1..]], dtype: values.dtype, device: values.device).index_add(0, index, values, Scalars.One);
}
