namespace LossDsl;

/// <summary>Sums over groups of rows, such as the responses to one prompt.</summary>
internal static class RowGroups
{
    /// <summary>Maps group ids to consecutive indices from 0.</summary>
    /// <param name="groups">Group ids, any integers. Shape <c>[B]</c>.</param>
    /// <param name="rows">A tensor with the same number of rows. Shape <c>[B, ...]</c>.</param>
    /// <returns>The group index of each row, int64 of shape <c>[B]</c>, and the number of groups.</returns>
    /// <exception cref="ArgumentException">The groups are not integers of shape <c>[B]</c>.</exception>
    public static (Tensor Index, long Count) Number(Tensor groups, Tensor rows)
    {
        if (groups.dim() != 1 || groups.size(0) != rows.size(0) || groups.is_floating_point())
            throw new ArgumentException(
                $"groups: expected one integer for each of the {rows.size(0)} rows, got {groups.dtype} {groups.FormatShape()}", nameof(groups));
        var (distinct, inverse, _) = groups.unique(sorted: true, return_inverse: true);
        return (inverse!, distinct.size(0));
    }

    /// <summary>Sums values over each group. The result has shape <c>[count]</c> or <c>[count, N]</c>.</summary>
    /// <param name="values">Shape <c>[B]</c> or <c>[B, N]</c>.</param>
    /// <param name="index">The group index of each row. Shape <c>[B]</c>.</param>
    /// <param name="count">The number of groups.</param>
    public static Tensor Sum(Tensor values, Tensor index, long count) =>
        zeros([count, .. values.shape[1..]], dtype: values.dtype, device: values.device).index_add(0, index, values, Scalars.One);
}
