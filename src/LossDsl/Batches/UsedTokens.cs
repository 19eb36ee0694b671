namespace LossDsl;

/// <summary>Counts the tokens of each row up to the last one whose mask is not 0.</summary>
internal static class UsedTokens
{
    /// <summary>Returns one length per row, of a mask <c>[rows, S]</c> or of a mask with several rows per row of the batch.</summary>
    public static long[] CountPerRow(Tensor mask, long rows)
    {
        if (rows == 0 || mask.numel() == 0)
            return new long[rows];
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var end = (mask.size(-1) + 1).ToScalar();
        var places = arange(Scalars.One, end, device: mask.device);
        return DeviceTransfer.ReadIntegers(((mask != Scalars.Zero).to(int64) * places).reshape(rows, -1).amax(1));
    }
}
